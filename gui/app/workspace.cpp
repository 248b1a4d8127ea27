#include "app/workspace.h"

#include "base/error.h"
#include "exchange/bundle.h"
#include "running/branching.h"
#include "running/choose_settings.h"
#include "running/queue_runs.h"
#include "running/resumption.h"
#include "running/run_notes.h"
#include "spec/dataset_of.h"
#include "spec/spec_file.h"
#include "store/run_reader.h"
#include "store/run_store.h"

#include <chrono>

namespace lightcl {

Database Workspace::openStore(const QString& file, QString& whyReadOnly) {
    std::string problem;
    try {
        Database database = Database::openForWriting(file.toStdString());
        RunStore(database).recoverAbandoned();
        return database;
    } catch (const Error& error) {
        problem = error.what();
    }
    try {
        // What can only be read may well be looked at.
        Database database = Database::openForReading(file.toStdString());
        whyReadOnly = QString::fromStdString(problem);
        return database;
    } catch (const Error&) {
        throw InputError(problem);
    }
}

Workspace::Workspace(const QString& file, const QString& worker, int cores, QObject* parent)
    : QObject(parent), worker_(worker), database_(openStore(file, whyReadOnly_)), scheduler_(database_, worker, cores),
      loader_(database_.file()) {
    connect(&scheduler_, &RunScheduler::event, &loader_, &RunLoader::check);
    connect(&scheduler_, &RunScheduler::changed, &loader_, &RunLoader::check);
    connect(&scheduler_, &RunScheduler::event, this, &Workspace::trainChosen);
    // Runs that another program trains may die as well, and nobody else would notice.
    recovery_.setInterval(std::chrono::seconds(5));
    connect(&recovery_, &QTimer::timeout, this, &Workspace::recoverAbandoned);
    if (!isReadOnly()) recovery_.start();
}

void Workspace::setReadOnly(const QString& why) {
    whyReadOnly_ = why;
    recovery_.stop();
}

void Workspace::trainChosen(const RunEvent& event) {
    if (event.event != "finished" && event.event != "failed") return;
    try {
        if (RunReader(database_).run(event.run).role != toString(RunRole::Trial)) return;
        for (const RunId run : queueChosen(database_)) scheduler_.start(run);
    } catch (const Error&) {
        // What is wrong with the store or the data is told by whatever is done with them next.
    }
}

void Workspace::recoverAbandoned() {
    try {
        RunStore(database_).recoverAbandoned();
    } catch (const Error&) {
        // A store that cannot be written is told by whatever the user does with it next.
    }
}

Workspace::Queued Workspace::queue(const ExperimentSpec& experiment, std::int64_t budget) {
    if (isReadOnly()) throw InputError(whyReadOnly_.toStdString());
    database_.requireInPlace();
    const auto prepared = prepareRuns(experiment, worker_.toStdString());
    Queued queued{queueRuns(database_, prepared, budget).toTrain, {}};
    for (const auto& method : prepared)
        for (const auto& note : method.notes) queued.notes << QString::fromStdString(note);
    loader_.check();
    return queued;
}

Workspace::Queued Workspace::addSeeds(const std::vector<std::pair<RunId, RunSeeds>>& wishes) {
    if (isReadOnly()) throw InputError(whyReadOnly_.toStdString());
    database_.requireInPlace();
    std::vector<std::vector<PreparedMethod>> prepared;
    for (const auto& [run, seeds] : wishes)
        if (!seeds.empty())
            prepared.push_back(
                prepareRuns(withSeeds(RunReader(database_).specToml(run), seeds), worker_.toStdString()));
    Queued queued;
    for (const auto& methods : prepared) {
        for (const RunId run : queueRuns(database_, methods).toTrain) queued.runs.push_back(run);
        for (const auto& method : methods)
            for (const auto& note : method.notes)
                if (const auto text = QString::fromStdString(note); !queued.notes.contains(text)) queued.notes << text;
    }
    loader_.check();
    return queued;
}

Workspace::Queued Workspace::branch(RunId parent, int task, const std::vector<Override>& changes) {
    if (isReadOnly()) throw InputError(whyReadOnly_.toStdString());
    database_.requireInPlace();
    const PreparedBranch prepared = prepareBranch(database_, parent, task, changes, worker_.toStdString());
    Queued queued{{queueBranch(database_, prepared)}, {}};
    for (const auto& note : prepared.method.notes) queued.notes << QString::fromStdString(note);
    loader_.check();
    return queued;
}

std::int64_t Workspace::deleteKept(const std::vector<KeptOfRun>& kept) {
    if (isReadOnly()) throw InputError(whyReadOnly_.toStdString());
    return lightcl::deleteKept(kept);
}

void Workspace::remove(const std::vector<RunId>& runs) {
    if (isReadOnly()) throw InputError(whyReadOnly_.toStdString());
    RunStore store(database_);
    for (const RunId run : runs) store.remove(run);
    loader_.check();
}

RunMarks Workspace::marks() {
    if (isReadOnly()) throw InputError(whyReadOnly_.toStdString());
    return RunMarks(database_);
}

void Workspace::changeTags(const std::vector<RunId>& runs, const std::vector<std::string>& add,
                           const std::vector<std::string>& remove) {
    marks().changeTags(runs, add, remove);
    loader_.check();
}

void Workspace::setNote(const std::vector<RunId>& runs, const QString& note) {
    marks().setNote(runs, note.toStdString());
    loader_.check();
}

void Workspace::setArchived(const std::vector<RunId>& runs, bool archived) {
    marks().setArchived(runs, archived);
    loader_.check();
}

QString Workspace::merge(const QStringList& files) {
    if (isReadOnly()) throw InputError(whyReadOnly_.toStdString());
    std::vector<std::filesystem::path> sources;
    for (const QString& file : files) sources.emplace_back(file.toStdString());
    try {
        std::size_t taken = 0, known = 0, running = 0;
        for (const MergedSource& source : mergeFiles(database_.file(), sources)) {
            taken += source.taken.size();
            known += source.known.size();
            running += source.running.size();
        }
        loader_.check();
        QString text = QObject::tr("Took %1 run(s); %2 were there already.").arg(taken).arg(known);
        if (running > 0) text += QObject::tr(" %1 still train and were left out.").arg(running);
        return text;
    } catch (const MergeError& error) {
        QStringList lines;
        for (const auto& line : error.lines()) lines += QString::fromStdString(line);
        throw InputError(QObject::tr("Nothing was taken. %1").arg(lines.join(QStringLiteral("; "))).toStdString());
    }
}

QString Workspace::obstacle(RunId run) const {
    try {
        return QString::fromStdString(obstacleToGoingOn(database_, run));
    } catch (const Error&) {
        return {}; // the scheduler tells
    }
}

QString Workspace::environment(RunId run) const {
    const auto environment = RunReader(database_).environment(run);
    return environment ? QString::fromStdString(environmentLine(*environment)) : QString();
}

QStringList Workspace::notes(RunId run) const {
    QStringList notes;
    try {
        const RunSpec spec = parseRun(RunReader(database_).specToml(run), "run");
        for (const auto& note : notesOf(spec, datasetOf(spec.scenario))) notes << QString::fromStdString(note);
    } catch (const InputError&) {
        // A newer program's run, or an image folder that is gone.
    }
    return notes;
}

QString Workspace::spec(RunId run) const {
    return QString::fromStdString(RunReader(database_).specToml(run));
}

} // namespace lightcl
