#include "designer/designer_panel.h"

#include "app/recent_files.h"
#include "base/atomic_file.h"
#include "base/error.h"
#include "panels/budget_edit.h"
#include "running/run_notes.h"
#include "spec/dataset_of.h"
#include "spec/preset_use.h"
#include "spec/spec_file.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSettings>
#include <QToolButton>
#include <chrono>
#include <utility>

namespace lightcl {

namespace {

const QString kDraft = QStringLiteral("designer/draft");
const QString kDraftFile = QStringLiteral("designer/file");
constexpr int kFirstBudget = 512; ///< MiB, before anybody has chosen a device

} // namespace

DesignerPanel::DesignerPanel(QWidget* parent)
    : QWidget(parent), form_(new ExperimentForm(this)), help_(new QLabel(this)), cost_(new CostPreview(this)),
      problem_(new ErrorLabel(this)), notes_(new QLabel(this)),
      bringBack_(new QPushButton(tr("Bring back the edits before"), this)),
      withinBudget_(new QCheckBox(tr("Train within"), this)), budget_(new BudgetEdit(this)) {
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(form_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(footer());

    // Something to compare at once: the method this workbench is about, and the usual baseline.
    for (const char* method : {"lightcl", "er"}) form_->methods()->addMethod(method);
    checkSoon_.setSingleShot(true);
    checkSoon_.setInterval(std::chrono::milliseconds(200));
    connect(&checkSoon_, &QTimer::timeout, this, &DesignerPanel::check);
    connect(form_, &ExperimentForm::changed, &checkSoon_, qOverload<>(&QTimer::start));
    connect(form_, &ExperimentForm::focused, help_, &QLabel::setText);
    checkSoon_.start();
    clean_ = draftText();
}

QWidget* DesignerPanel::footer() {
    auto* footer = new QWidget(this);
    help_->setWordWrap(true);
    help_->setText(tr("What a field means is said here when you enter it."));
    help_->setMinimumHeight(help_->fontMetrics().lineSpacing() * 3);
    help_->setAlignment(Qt::AlignTop);
    help_->setForegroundRole(QPalette::PlaceholderText);
    const auto button = [&](const QString& text, const QString& tip, auto&& action) {
        auto* made = new QPushButton(text, footer);
        made->setToolTip(tip);
        connect(made, &QPushButton::clicked, this, action);
        return made;
    };
    auto* row = new QHBoxLayout;
    row->addWidget(button(tr("&Open…"), tr("Read a spec file"), [this] { open(); }));
    row->addWidget(button(tr("&Save…"), tr("Write this experiment to a spec file"), [this] { save(); }));
    row->addStretch(1);
    row->addWidget(button(tr("Add to &queue"), tr("Queue a run for every method and seed"), [this] { queue(false); }));
    auto* start = button(tr("A&dd and start"), tr("Queue the runs and train them"), [this] { queue(true); });
    start->setDefault(true);
    row->addWidget(start);

    auto* rule = new QFrame(footer);
    rule->setFrameShape(QFrame::HLine);
    rule->setFrameShadow(QFrame::Sunken);
    auto* column = new QVBoxLayout(footer);
    column->setContentsMargins(9, 0, 9, 9);
    column->addWidget(rule);
    column->addWidget(help_);
    notes_->setWordWrap(true);
    notes_->hide();
    column->addWidget(problem_);
    column->addWidget(notes_);
    column->addWidget(cost_);
    column->addWidget(bringBack_, 0, Qt::AlignLeft);
    column->addLayout(budgetRow());
    column->addLayout(row);
    bringBack_->setToolTip(tr("Edits that no file holds were replaced; they change places with what stands here now"));
    bringBack_->hide();
    connect(bringBack_, &QPushButton::clicked, this, &DesignerPanel::bringBack);
    return footer;
}

QLayout* DesignerPanel::budgetRow() {
    withinBudget_->setToolTip(tr("Runs that need more memory than this device has fail, as they would there, and say "
                                 "what would fit. The program itself needs some 60 to 80 MiB of it."));
    budget_->setEnabled(false);
    connect(withinBudget_, &QCheckBox::toggled, this, [this](bool within) {
        budget_->setEnabled(within);
        if (within && budget_->bytes() == 0) budget_->setMebibytes(kFirstBudget);
    });
    auto* row = new QHBoxLayout;
    row->addWidget(withinBudget_);
    row->addWidget(budget_, 1);
    return row;
}

std::int64_t DesignerPanel::budget() const {
    return withinBudget_->isChecked() ? budget_->bytes() : 0;
}

std::optional<ExperimentSpec> DesignerPanel::check() {
    checkSoon_.stop();
    keepEdits();
    QString problem;
    auto experiment = form_->experiment(&problem);
    problem_->showMessage(problem);
    notes_->hide();
    if (experiment) {
        cost_->preview(*experiment);
        showNotes(*experiment);
    } else {
        cost_->clear(tr("No prediction while something is wrong."));
    }
    return experiment;
}

void DesignerPanel::showNotes(const ExperimentSpec& experiment) {
    ExperimentSpec once = experiment;
    once.seeds.resize(1);
    QStringList lines;
    try {
        const DatasetInfo dataset = datasetOf(experiment.scenario);
        for (const RunSpec& run : expandGrid(once))
            for (const std::string& note : notesOf(run, dataset))
                lines << tr("Note: %1").arg(QString::fromStdString(note));
        if (const std::string note = unevenTuning(expandGrid(once)); !note.empty())
            lines << tr("Note: %1").arg(QString::fromStdString(note));
    } catch (const Error&) {
        return; // an image folder that cannot be looked at: queueing says why
    }
    lines.removeDuplicates();
    notes_->setText(lines.join(QLatin1Char('\n')));
    notes_->setVisible(!lines.isEmpty());
}

void DesignerPanel::keepEdits() {
    if (!keepsDraft_) return;
    const QString draft = draftText();
    if (draft.isEmpty()) return; // what was kept before stays
    QSettings settings;
    settings.setValue(kDraft, draft);
    settings.setValue(kDraftFile, file_);
}

void DesignerPanel::keepDraft() {
    keepsDraft_ = true;
    const QSettings settings;
    const QString draft = settings.value(kDraft).toString();
    if (draft.isEmpty()) return;
    try {
        form_->setExperiment(parseDraft(draft.toStdString(), "draft"));
        file_ = settings.value(kDraftFile).toString();
        check();
    } catch (const Error&) {
        // An older program's, with settings that are no more: the form starts as new.
    }
}

QString DesignerPanel::proposedFile() const {
    const QFileInfo last(file_);
    QString name = form_->nameLine()->text().trimmed().toLower();
    static const QRegularExpression unusual(QStringLiteral("[^\\w.+]+"),
                                            QRegularExpression::UseUnicodePropertiesOption);
    name.replace(unusual, QStringLiteral("-"));
    if (name.isEmpty()) name = tr("experiment");
    // Another name than the last file was opened or saved with is another file.
    const QDir folder(file_.isEmpty() ? QDir::currentPath() : last.absolutePath());
    return file_.isEmpty() || savedName_ != form_->nameLine()->text() ? folder.filePath(name + QStringLiteral(".toml"))
                                                                      : file_;
}

bool DesignerPanel::openFile(const QString& file) {
    try {
        showExperiment(loadExperiment(file.toStdString()));
    } catch (const Error& error) {
        problem_->showMessage(QString::fromUtf8(error.what()));
        emit message(QString::fromUtf8(error.what()));
        return false;
    }
    file_ = file;
    savedName_ = form_->nameLine()->text();
    RecentFiles(QStringLiteral("specs")).add(file);
    emit message(tr("Opened %1").arg(file));
    return true;
}

/// Empty while it could not be read again: half a number, no seed or no method.
QString DesignerPanel::draftText() {
    const auto draft = form_->draft();
    const bool whole = draft && !draft->seeds.empty() && !draft->methods.empty();
    return whole ? QString::fromStdString(toToml(*draft)) : QString();
}

void DesignerPanel::bringBack() {
    const QString now = draftText();
    form_->setExperiment(parseDraft(former_.toStdString(), "draft"));
    former_ = now;
    bringBack_->setVisible(!former_.isEmpty());
    check();
}

void DesignerPanel::setPace(MachinePace pace) {
    cost_->setPace(std::move(pace));
}

void DesignerPanel::showExperiment(const ExperimentSpec& experiment) {
    if (const QString before = draftText(); !before.isEmpty() && before != clean_) former_ = before;
    bringBack_->setVisible(!former_.isEmpty());
    form_->setExperiment(experiment);
    clean_ = draftText();
    check();
}

void DesignerPanel::open() {
    const QString file =
        QFileDialog::getOpenFileName(this, tr("Open a spec"), file_, tr("Specs (*.toml);;All files (*)"));
    if (!file.isEmpty()) openFile(file);
}

void DesignerPanel::save() {
    const auto experiment = check();
    if (!experiment) return;
    QString file = QFileDialog::getSaveFileName(this, tr("Save the spec"), proposedFile(), tr("Specs (*.toml)"));
    if (file.isEmpty()) return;
    if (!file.endsWith(QStringLiteral(".toml"))) file += QStringLiteral(".toml");
    if (!saveTo(file, *experiment)) return;
    clean_ = draftText();
    file_ = file;
    savedName_ = form_->nameLine()->text();
    RecentFiles(QStringLiteral("specs")).add(file);
    emit message(tr("Saved %1").arg(file));
}

bool DesignerPanel::saveTo(const QString& file, const ExperimentSpec& experiment) {
    try {
        writeFileAtomically(file.toStdString(), toToml(experiment));
        return true;
    } catch (const Error& error) {
        problem_->showMessage(QString::fromUtf8(error.what()));
        return false;
    }
}

void DesignerPanel::queue(bool start) {
    if (const auto experiment = check()) emit queueRequested(*experiment, start, budget());
}

} // namespace lightcl
