#include "panels/empty_text.h"

#include <QCoreApplication>
#include <algorithm>

namespace lightcl {

namespace {

struct EmptyWords {
    Q_DECLARE_TR_FUNCTIONS(lightcl::EmptyWords)
};

bool isYetToCome(const RunData& run) {
    return run.summary.state == RunState::Queued || run.summary.state == RunState::Running;
}

} // namespace

QString emptyTextOf(const RunData& run, const QString& what, const QString& when, const QString& without) {
    const QString reason = QString::fromStdString(run.summary.message).section(QLatin1Char('\n'), 0, 0);
    switch (run.summary.state) {
    case RunState::Queued:
    case RunState::Running:
        return without.isEmpty() ? EmptyWords::tr("%1 will appear here %2.").arg(what, when) : without;
    case RunState::Failed:
        return EmptyWords::tr("%1 was not measured: this run failed before.").arg(what) +
               (reason.isEmpty() ? QString() : QStringLiteral("\n") + reason);
    case RunState::Interrupted:
        return EmptyWords::tr("%1 was not measured: this run was stopped before. Resume it to go on.").arg(what);
    case RunState::Done:
        break;
    }
    return without.isEmpty() ? EmptyWords::tr("%1 was not measured in this run.").arg(what) : without;
}

QString emptyTextOf(const std::vector<RunDataPtr>& runs, const QString& what, const QString& when,
                    const QString& without) {
    const auto coming = std::ranges::find_if(runs, [](const RunDataPtr& run) { return isYetToCome(*run); });
    return emptyTextOf(coming != runs.end() ? **coming : *runs.front(), what, when, without);
}

bool measuresMemory(const RunData& run) {
    if (!run.spec) return true;
    const Value* wanted = run.spec->measuring.find("memory");
    return wanted == nullptr || std::get<bool>(*wanted);
}

} // namespace lightcl
