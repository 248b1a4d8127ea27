#include "run_list/branch_dialog.h"

#include "base/error.h"
#include "base/units.h"
#include "figures/run_names.h"
#include "running/branch_spec.h"
#include "running/branching.h"

#include <QDialogButtonBox>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <utility>

namespace lightcl {

namespace {

constexpr auto kFreezeKey = "first_trainable_stage";
/// What methods call the number of samples that they keep.
constexpr std::array<std::string_view, 2> kKeptSampleKeys = {"buffer_size", "memory_samples"};

const ParameterInfo* keptSamplesOf(const std::string& method) {
    const MethodInfo* info = catalog().method(method);
    if (info == nullptr) return nullptr;
    const auto found = std::ranges::find_if(info->parameters, [](const ParameterInfo& parameter) {
        return std::ranges::find(kKeptSampleKeys, parameter.name) != kKeptSampleKeys.end();
    });
    return found == info->parameters.end() ? nullptr : &*found;
}

QString branchMemoryRow(const QString& title, std::int64_t own, std::int64_t parents) {
    return QStringLiteral("<tr><td>%1&nbsp;&nbsp;&nbsp;</td><td align=right><b>%2</b>&nbsp;&nbsp;&nbsp;</td><td "
                          "align=right>%3</td></tr>")
        .arg(title, QString::fromStdString(formatBytes(own)), QString::fromStdString(formatBytes(parents)));
}

} // namespace

BranchDialog::BranchDialog(BranchChoices choices, RunSummary parent, Queue queue, QWidget* window)
    : QDialog(window), choices_(std::move(choices)), parent_(std::move(parent)), queue_(std::move(queue)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Run from here: run %1").arg(parent_.id));
    auto* column = new QVBoxLayout(this);
    const bool can = choices_.obstacle.empty();
    auto* intro = new QLabel(can ? tr("“%1” goes on from the end of a task with other settings, as a run of its own. "
                                      "It has what was measured up to there.")
                                       .arg(QString::fromStdString(runTitle(parent_)))
                                 : QString::fromStdString(choices_.obstacle),
                             this);
    intro->setWordWrap(true);
    intro->setTextFormat(Qt::PlainText);
    intro->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(intro);
    if (!can) {
        auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
        buttons->button(QDialogButtonBox::Close)->setToolTip(tr("Back to the runs"));
        connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
        column->addStretch(1);
        column->addWidget(buttons);
        resize(460, sizeHint().height());
        return;
    }
    addForm(column);
    addFooter(column);
    soon_.setSingleShot(true);
    soon_.setInterval(std::chrono::milliseconds(150));
    connect(&soon_, &QTimer::timeout, this, &BranchDialog::predict);
    parents_ = predictBranch(choices_.spec, choices_.parent, task(), {}, 0);
    base_ = parents_.runs.front();
    for (ParameterEditor* editor : training_) editor->setValue(*base_.training.find(editor->info().name));
    fillFreezeLine();
    fillKeptSamples(base_);
    predict();
    task_->setFocus();
    resize(560, 480);
}

int BranchDialog::task() const {
    return task_->currentData().toInt();
}

std::string BranchDialog::method() const {
    return method_->currentData().toString().toStdString();
}

std::string BranchDialog::methodKey(const std::string& key) const {
    return "method." + method() + '.' + key;
}

/// What was typed stays; what stood there because the former method had it becomes the new one's.
void BranchDialog::takeMethod() {
    const RunSpec before = base_;
    try {
        base_ = branchSpec(choices_.spec, choices_.parent, task(), {{kMethodKey, method()}});
    } catch (const InputError& error) {
        clearErrors();
        showError(error);
        return;
    }
    for (ParameterEditor* editor : training_) {
        const std::string& name = editor->info().name;
        if (editor->valueNow() == *before.training.find(name)) editor->setValue(*base_.training.find(name));
    }
    fillFreezeLine();
    fillKeptSamples(before);
    predict();
}

void BranchDialog::fillFreezeLine() {
    const QSignalBlocker blocker(freeze_);
    freeze_->clear();
    for (const FreezeChoice& choice : freezeChoices(base_))
        freeze_->addItem(QString::fromStdString(choice.words), QString::fromStdString(choice.value));
    form_->setRowVisible(freezeRow_, freeze_->count() > 0);
    if (freeze_->count() == 0) return;
    const QString own = QString::fromStdString(base_.method.parameters.text(kFreezeKey));
    if (freeze_->findData(own) < 0) freeze_->addItem(own, own);
    freeze_->setCurrentIndex(freeze_->findData(own));
}

void BranchDialog::fillKeptSamples(const RunSpec& before) {
    std::optional<Value> typed;
    if (samples_ != nullptr) {
        const Value* own = before.method.parameters.find(samples_->info().name);
        typed = samples_->valueNow();
        if (typed && own != nullptr && *typed == *own) typed.reset();
        form_->removeRow(std::exchange(samples_, nullptr));
    }
    const ParameterInfo* info = keptSamplesOf(method());
    if (info == nullptr) return;
    samples_ = new ParameterEditor(*info);
    samples_->setValue(typed ? *typed : *base_.method.parameters.find(info->name));
    auto* label = new QLabel(ParameterEditor::label(*info));
    label->setBuddy(samples_);
    int row = 0;
    form_->getWidgetPosition(freezeRow_, &row, nullptr);
    form_->insertRow(row + 1, label, samples_);
    setTabOrder(freeze_, samples_);
    setTabOrder(samples_, training_.front());
    connect(samples_, &ParameterEditor::changed, &soon_, qOverload<>(&QTimer::start));
}

std::optional<std::vector<Override>> BranchDialog::changes() {
    std::vector<Override> changes;
    if (method() != choices_.spec.method.name) changes.push_back({kMethodKey, method()});
    bool good = true;
    const auto add = [&](const std::string& key, const Value* before, const std::optional<Value>& now) {
        good = good && now;
        if (now && (before == nullptr || *before != *now)) changes.push_back({key, toText(*now)});
    };
    if (freeze_->count() > 0)
        add(methodKey(kFreezeKey), base_.method.parameters.find(kFreezeKey),
            freeze_->currentData().toString().toStdString());
    if (samples_ != nullptr)
        add(methodKey(samples_->info().name), base_.method.parameters.find(samples_->info().name), samples_->value());
    for (ParameterEditor* editor : training_)
        add("training." + editor->info().name, base_.training.find(editor->info().name), editor->value());
    for (const QString& line : lines_->toPlainText().split(QLatin1Char('\n'))) {
        const QString text = line.trimmed();
        if (text.isEmpty() || text.startsWith(QLatin1Char('#'))) continue;
        if (text.indexOf(QLatin1Char('=')) > 0) {
            changes.push_back(parseOverride(text.toStdString()));
            continue;
        }
        linesError_->showMessage(tr("expected key = value, got “%1”").arg(text));
        good = false;
    }
    return good ? std::optional(std::move(changes)) : std::nullopt;
}

bool BranchDialog::predict() {
    soon_.stop();
    clearErrors();
    bool good = false;
    try {
        if (const auto wanted = changes()) {
            showMemory(predictBranch(choices_.spec, choices_.parent, task(), *wanted));
            good = true;
        }
    } catch (const InputError& error) {
        showError(error);
    } catch (const Error& error) {
        problem_->showMessage(QString::fromUtf8(error.what()));
    }
    if (!good) memory_->setText(tr("No prediction while something is wrong."));
    for (QPushButton* button : go_) button->setEnabled(good);
    return good;
}

void BranchDialog::showMemory(const PreparedMethod& branch) {
    const int after = task();
    memory_->setText(tr("<table cellspacing=0><tr><td>Predicted peak&nbsp;&nbsp;&nbsp;</td><td align=right>this branch"
                        "&nbsp;&nbsp;&nbsp;</td><td align=right>run %1</td></tr>%2%3</table>")
                         .arg(parent_.id)
                         .arg(branchMemoryRow(after + 1 < choices_.ofTasks
                                                  ? tr("tasks %1 to %2").arg(after + 1).arg(choices_.ofTasks)
                                                  : tr("task %1").arg(after + 1),
                                              peakAfter(branch.exact, after), peakAfter(parents_.exact, after)),
                              branchMemoryRow(tr("paper's"), branch.paper.peak.total(), parents_.paper.peak.total())));
}

void BranchDialog::clearErrors() {
    for (ErrorLabel* label : {methodError_, freezeError_, linesError_, problem_}) label->showMessage({});
    for (ParameterEditor* editor : training_) editor->showError({});
    if (samples_ != nullptr) samples_->showError({});
}

void BranchDialog::showError(const InputError& error) {
    const std::string path = error.place().path();
    const QString complaint = QString::fromStdString(error.complaint());
    // Lines come last, so a key that stands there is wrong there.
    for (const QString& line : lines_->toPlainText().split(QLatin1Char('\n')))
        if (!path.empty() && line.section(QLatin1Char('='), 0, 0).trimmed().toStdString() == path)
            return linesError_->showMessage(QString::fromStdString(path) + QStringLiteral(": ") + complaint);
    if (path == kMethodKey) return methodError_->showMessage(complaint);
    if (path == methodKey(kFreezeKey) && freeze_->count() > 0) return freezeError_->showMessage(complaint);
    if (samples_ != nullptr && path == methodKey(samples_->info().name)) return samples_->showError(complaint);
    for (ParameterEditor* editor : training_)
        if (path == "training." + editor->info().name) return editor->showError(complaint);
    problem_->showMessage(path.empty() ? complaint : QString::fromStdString(path) + QStringLiteral(": ") + complaint);
}

void BranchDialog::queue(bool start) {
    if (!predict()) return;
    try {
        if (const auto wanted = changes()) {
            queue_(task(), *wanted, start);
            accept();
        }
    } catch (const InputError& error) {
        showError(error);
    } catch (const Error& error) {
        problem_->showMessage(QString::fromUtf8(error.what()));
    }
}

} // namespace lightcl
