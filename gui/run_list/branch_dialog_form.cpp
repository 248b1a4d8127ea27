// What BranchDialog is made of: its fields and buttons.
#include "base/error.h"
#include "figures/run_names.h"
#include "run_list/branch_dialog.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QVBoxLayout>
#include <algorithm>
#include <array>
#include <string_view>

namespace lightcl {

namespace {

constexpr std::array<std::string_view, 2> kTrainingKeys = {"precision", "learning_rate"};

QWidget* withErrorBelow(QWidget* field, ErrorLabel* error) {
    auto* row = new QWidget;
    auto* column = new QVBoxLayout(row);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(field);
    column->addWidget(error);
    row->setFocusProxy(field);
    row->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    return row;
}

} // namespace

void BranchDialog::addForm(QVBoxLayout* column) {
    auto* page = new QWidget;
    form_ = new QFormLayout(page);
    form_->setContentsMargins(0, 0, 6, 0);
    form_->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(page);
    column->addWidget(scroll, 1);
    addTasksAndMethods();
    addSettings();
}

void BranchDialog::chooseTask(int task) {
    if (task_ == nullptr) return;
    if (const int index = task_->findData(task); index >= 0) task_->setCurrentIndex(index);
}

void BranchDialog::addTasksAndMethods() {
    task_ = new QComboBox;
    task_->setAccessibleName(tr("Task"));
    task_->setToolTip(tr("The tasks after this one are trained anew; listed are those whose end has a checkpoint"));
    for (const int task : choices_.tasks) task_->addItem(tr("task %1 of %2").arg(task).arg(choices_.ofTasks), task);
    task_->setCurrentIndex(task_->count() - 1);
    form_->addRow(tr("&After"), task_);
    connect(task_, &QComboBox::currentIndexChanged, &soon_, qOverload<>(&QTimer::start));

    method_ = new QComboBox;
    method_->setAccessibleName(tr("Method"));
    method_->setToolTip(tr("Another method begins with no state and takes the network as what earlier tasks left. "
                           "Methods that cannot take this run over are greyed out, with the reason"));
    auto* entries = qobject_cast<QStandardItemModel*>(method_->model());
    for (const BranchMethod& entry : branchMethods(choices_.spec, choices_.parent, task())) {
        const bool same = entry.name == choices_.spec.method.name;
        const QString title = QString::fromStdString(methodTitle(entry.name));
        method_->addItem(same ? tr("%1, as before").arg(title) : title, QString::fromStdString(entry.name));
        QStandardItem* item = entries->item(method_->count() - 1);
        item->setToolTip(
            QString::fromStdString(entry.refusal.empty() ? catalog().method(entry.name)->help : entry.refusal));
        item->setEnabled(entry.refusal.empty());
    }
    method_->setCurrentIndex(method_->findData(QString::fromStdString(choices_.spec.method.name)));
    methodError_ = new ErrorLabel;
    form_->addRow(tr("&Method"), withErrorBelow(method_, methodError_));
    connect(method_, &QComboBox::currentIndexChanged, this, &BranchDialog::takeMethod);
}

void BranchDialog::addSettings() {
    freeze_ = new QComboBox;
    freeze_->setAccessibleName(tr("Frozen"));
    freeze_->setToolTip(tr("The stages that are trained no more, from the next task on"));
    freezeError_ = new ErrorLabel;
    freezeRow_ = withErrorBelow(freeze_, freezeError_);
    form_->addRow(tr("&Frozen"), freezeRow_);
    connect(freeze_, &QComboBox::currentIndexChanged, &soon_, qOverload<>(&QTimer::start));
    for (const ParameterInfo& info : catalog().trainingParameters()) {
        if (std::ranges::find(kTrainingKeys, info.name) == kTrainingKeys.end()) continue;
        auto* editor = new ParameterEditor(info);
        auto* label = new QLabel(ParameterEditor::label(info));
        label->setBuddy(editor);
        form_->addRow(label, editor);
        connect(editor, &ParameterEditor::changed, &soon_, qOverload<>(&QTimer::start));
        training_.push_back(editor);
    }
    lines_ = new QPlainTextEdit;
    lines_->setAccessibleName(tr("Other settings"));
    lines_->setToolTip(tr("Any other key of a method, of training or of measuring, as --set has it: a line each"));
    lines_->setPlaceholderText(tr("training.epochs = 5\nname = \"with five epochs\""));
    lines_->setTabChangesFocus(true);
    lines_->setFixedHeight(lines_->fontMetrics().lineSpacing() * 4 + 12);
    linesError_ = new ErrorLabel;
    form_->addRow(tr("&Other settings"), withErrorBelow(lines_, linesError_));
    connect(lines_, &QPlainTextEdit::textChanged, &soon_, qOverload<>(&QTimer::start));
}

void BranchDialog::addFooter(QVBoxLayout* column) {
    memory_ = new QLabel(this);
    memory_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    memory_->setToolTip(
        tr("Predicted peak of tensor memory in the tasks that the branch trains, and by the accounting of "
           "LightCL's Table 1 (paper's)"));
    problem_ = new ErrorLabel(this);
    column->addWidget(memory_);
    column->addWidget(problem_);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Cancel)->setToolTip(tr("Close without a new run"));
    QPushButton* add = buttons->addButton(tr("Add to &queue"), QDialogButtonBox::ActionRole);
    add->setToolTip(tr("Store the branch as a queued run"));
    QPushButton* start = buttons->addButton(tr("Add and &start"), QDialogButtonBox::AcceptRole);
    start->setToolTip(tr("Store the branch and train it as soon as cores are free"));
    start->setDefault(true);
    connect(add, &QPushButton::clicked, this, [this] { queue(false); });
    connect(start, &QPushButton::clicked, this, [this] { queue(true); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    go_ = {add, start};
    column->addWidget(buttons);
}

} // namespace lightcl
