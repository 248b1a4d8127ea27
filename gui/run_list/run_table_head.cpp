#include "run_list/run_table_head.h"

#include "base/error.h"

#include <QAction>
#include <QCheckBox>

namespace lightcl {

RunTableHead::RunTableHead(RunTableRows& rows, const RunTableModel& runs, QWidget* parent)
    : rows_(&rows), runs_(&runs), filterLine_(new FilterEdit(
                                      [&rows, &runs](const std::string& expression, std::size_t cursor) {
                                          return completeFilter(expression, cursor, runs.records());
                                      },
                                      parent)),
      saved_(new SavedFilters(parent)), filterRow_(new QHBoxLayout),
      groupBox_(new GroupBox([&rows] { return rows.tellingKeys(); }, parent)), baseline_(new ElidedLabel(parent)),
      unpin_(new QPushButton(tr("Stop comparing"), parent)), filterProblem_(new ErrorLabel(parent)),
      filterHint_(new QLabel(parent)), problem_(new ErrorLabel(parent)) {
    filterLine_->setPlaceholderText(tr("Filter: er seed 0, or method = er and seed < 3"));
    filterLine_->setClearButtonEnabled(true);
    filterLine_->setAccessibleName(tr("Filter runs"));
    filterLine_->setToolTip(tr("Leaves the runs that have every word: “er seed 2”. A run's own word means that word "
                               "alone, any other may be a part. Or an expression over columns and keys of the spec: "
                               "“buffer_size >= 200 and class_il > 50%”; Ctrl+Space shows what may stand at the "
                               "cursor"));
    filterRow_->addWidget(filterLine_, 1);
    filterRow_->addWidget(saved_);
    filterHint_->setWordWrap(true);
    filterHint_->setTextFormat(Qt::PlainText);
    filterHint_->setForegroundRole(QPalette::PlaceholderText);
    filterHint_->hide();
    for (QLabel* label : {static_cast<QLabel*>(filterProblem_), filterHint_})
        label->setAccessibleName(tr("What the filter lacks"));
    auto* label = new QLabel(tr("Group by"), parent);
    label->setBuddy(groupBox_);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(groupBox_);
    row->addWidget(baseline_, 1);
    row->addWidget(unpin_);
    unpin_->setToolTip(tr("Show results as they are again, not as differences to the baseline"));
    baseline_->setAccessibleName(tr("What the runs are compared with"));
    setContentsMargins(0, 0, 0, 0);
    setSpacing(4);
    addLayout(filterRow_);
    addWidget(filterProblem_);
    addWidget(filterHint_);
    addLayout(row);
    addWidget(problem_);
    connect(filterLine_, &QLineEdit::textChanged, this, &RunTableHead::filter);
    connect(filterLine_, &FilterEdit::menuWanted, saved_, &QToolButton::showMenu);
    connect(saved_, &SavedFilters::chosen, filterLine_, [this](const QString& text) {
        filterLine_->setText(text);
        filterLine_->setFocus(Qt::OtherFocusReason);
    });
    connect(groupBox_, &GroupBox::chosen, this, &RunTableHead::groupBy);
    connect(unpin_, &QPushButton::clicked, rows_, &RunTableRows::compareWithNothing);
    connect(runs_, &RunTableModel::baselineChanged, this, &RunTableHead::showBaseline);
    showBaseline();
}

/// What is wrong is told beneath the line and underlined in it; what is only unfinished is told more quietly.
void RunTableHead::filter(const QString& text) {
    saved_->setFilter(text);
    const auto filtered = rows_->filterBy(text);
    filterProblem_->showMessage(filtered.isUnfinished ? QString() : filtered.problem);
    filterHint_->setText(filtered.isUnfinished ? filtered.problem : QString());
    filterHint_->setVisible(!filterHint_->text().isEmpty());
    filterLine_->markFrom(filtered.isUnfinished ? 0 : filtered.column);
    emit filterEdited();
}

void RunTableHead::setEnabled(bool enabled) {
    filterLine_->setEnabled(enabled);
    saved_->setEnabled(enabled);
    groupBox_->setEnabled(enabled);
}

void RunTableHead::focusFilter() {
    filterLine_->setFocus(Qt::ShortcutFocusReason);
    filterLine_->selectAll();
}

void RunTableHead::addCheckBox(QAction* action) {
    auto* box = new QCheckBox(action->iconText(), parentWidget());
    box->setToolTip(action->toolTip());
    box->setChecked(action->isChecked());
    connect(box, &QCheckBox::toggled, action, &QAction::setChecked);
    connect(action, &QAction::toggled, box, &QCheckBox::setChecked);
    filterRow_->addWidget(box);
}

void RunTableHead::groupBy(const QString& name) {
    try {
        rows_->groupBy(name);
        problem_->showMessage({});
        emit groupsChosen(!name.isEmpty());
    } catch (const InputError& error) {
        problem_->showMessage(tr("Group by: %1").arg(QString::fromUtf8(error.what())));
    }
    groupBox_->showName(rows_->grouping());
}

void RunTableHead::showBaseline() {
    const auto& baseline = runs_->baseline();
    unpin_->setVisible(baseline.has_value());
    if (!baseline) return baseline_->setText({});
    const QString label = QString::fromStdString(baseline->label);
    baseline_->setText(tr("◆ Differences to %1").arg(label));
}

} // namespace lightcl
