#include "panels/freeze_view.h"

#include "base/units.h"
#include "figures/budget_fit.h"
#include "panels/budget_edit.h"

#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace lightcl {

namespace {

QLabel* wrappingLabel(QWidget* parent, const QString& name) {
    auto* label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->setAccessibleName(name);
    return label;
}

} // namespace

FreezeView::FreezeView(QWidget* parent)
    : QWidget(parent), summary_(wrappingLabel(this, tr("Freeze line"))), table_(new QTableWidget(this)),
      budget_(new BudgetEdit(this)), budgetLine_(wrappingLabel(this, tr("Within the budget"))),
      fits_(wrappingLabel(this, tr("Which methods fit"))), threshold_(new QDoubleSpinBox(this)),
      moveToAdvice_(new QPushButton(tr("Move line there"), this)), advice_(wrappingLabel(this, tr("Advice"))) {
    build();
    connect(budget_, &BudgetEdit::changed, this, [this] {
        refreshFits();
        emit budgetChanged();
    });
    connect(threshold_, &QDoubleSpinBox::valueChanged, this, &FreezeView::thresholdChanged);
    connect(moveToAdvice_, &QPushButton::clicked, this, &FreezeView::adviceWanted);
}

void FreezeView::build() {
    auto bold = font();
    bold.setBold(true);
    summary_->setFont(bold);
    table_->setAccessibleName(tr("Cost of the freeze line"));
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setSelectionMode(QAbstractItemView::ContiguousSelection);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setTabKeyNavigation(false);
    table_->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    threshold_->setRange(0, 1);
    threshold_->setSingleStep(0.05);
    threshold_->setDecimals(2);
    threshold_->setValue(0.5);
    threshold_->setLocale(QLocale::c());
    threshold_->setAccessibleName(tr("Threshold of the advice"));
    threshold_->setToolTip(tr("A stage may be frozen if the generalizability of all its layers, and of all stages "
                              "before it, reaches this."));
    auto* close = new QToolButton(this);
    close->setText(tr("Close"));
    close->setFocusPolicy(Qt::StrongFocus);
    close->setAccessibleName(tr("Close the freeze line's costs"));
    close->setToolTip(tr("Close the freeze line's costs; the line stays"));
    moveToAdvice_->setToolTip(tr("Moves the freeze line to where the advice draws it, to read what that would cost"));
    table_->setToolTip(
        tr("By category while the line holds; times are this run's own, scaled by predicted operations"));
    connect(close, &QToolButton::clicked, this, &FreezeView::closed);

    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(5);
    auto* head = new QHBoxLayout;
    head->addWidget(summary_, 1);
    head->addWidget(close, 0, Qt::AlignTop);
    column->addLayout(head);
    column->addWidget(table_);
    column->addWidget(budget_);
    column->addWidget(budgetLine_);
    column->addWidget(fits_);
    auto* advice = new QHBoxLayout;
    auto* label = new QLabel(tr("Advice at a threshold of"), this);
    label->setBuddy(threshold_);
    advice->addWidget(label);
    advice->addWidget(threshold_);
    advice->addStretch(1);
    column->addLayout(advice);
    column->addWidget(advice_);
    column->addWidget(moveToAdvice_, 0, Qt::AlignLeft);
    column->addStretch(1);
    auto* scroll = new QScrollArea(this);
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    setMinimumWidth(340);
}

void FreezeView::showReadout(const FreezeReadout& readout) {
    summary_->setText(QString::fromStdString(readout.summary));
    const auto& table = readout.table;
    table_->setVisible(!table.rows.empty());
    table_->setColumnCount(static_cast<int>(table.columns.size()));
    table_->setRowCount(static_cast<int>(table.rows.size()));
    for (int column = 0; column < table_->columnCount(); ++column) {
        auto* header =
            new QTableWidgetItem(QString::fromStdString(table.columns[static_cast<std::size_t>(column)].title));
        header->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
        table_->setHorizontalHeaderItem(column, header);
        for (int row = 0; row < table_->rowCount(); ++row) {
            const auto& cells = table.rows[static_cast<std::size_t>(row)];
            auto* item = new QTableWidgetItem(QString::fromStdString(cells[static_cast<std::size_t>(column)]));
            item->setTextAlignment((column == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
            table_->setItem(row, column, item);
        }
    }
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    if (table_->columnCount() > 0) table_->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    fitTable();
    budgetLine_->setText(QString::fromStdString(readout.budget));
    budgetLine_->setVisible(!readout.budget.empty());
}

/// As high as its rows, which wrap in a narrow view: the view scrolls as a whole.
void FreezeView::fitTable() {
    table_->resizeRowsToContents();
    int height = table_->horizontalHeader()->sizeHint().height() + 4;
    for (int row = 0; row < table_->rowCount(); ++row) height += table_->rowHeight(row);
    table_->setFixedHeight(height);
}

void FreezeView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    QTimer::singleShot(0, this, &FreezeView::fitTable); // once the columns have their widths
}

void FreezeView::showAdvice(const std::optional<FreezeAdvice>& advice, const QString& why) {
    moveToAdvice_->setEnabled(advice.has_value());
    auto text = advice ? QString::fromStdString(advice->reason) : why;
    if (advice && !text.isEmpty()) text[0] = text[0].toUpper();
    advice_->setText(text);
}

void FreezeView::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    refreshFits();
}

void FreezeView::refreshFits() {
    QStringList lines;
    if (budget() > 0)
        for (const auto& fit : budgetFits(recordsOf(runs_), budget()))
            lines << tr("%1, %2: %3")
                         .arg(QString::fromStdString(fit.label), QString::fromStdString(formatBytes(fit.needs)),
                              QString::fromStdString(spareText(fit.spare)));
    fits_->setText(lines.isEmpty() ? QString() : tr("As they were set, at their peak:\n%1").arg(lines.join('\n')));
    fits_->setVisible(!lines.isEmpty());
}

double FreezeView::threshold() const {
    return threshold_->value();
}

void FreezeView::setThreshold(double threshold) {
    threshold_->setValue(threshold);
}

std::int64_t FreezeView::budget() const {
    return budget_->bytes();
}

QString FreezeView::adviceText() const {
    return advice_->text();
}

QString FreezeView::budgetText() const {
    return budgetLine_->text();
}

QString FreezeView::fitText() const {
    return fits_->text();
}

void FreezeView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return emit closed();
    QWidget::keyPressEvent(event);
}

} // namespace lightcl
