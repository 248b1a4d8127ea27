#include "panels/published_view.h"

#include "compare/published_comparison.h"
#include "widgets/copy_table.h"
#include "widgets/table_model.h"

#include <QHeaderView>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

namespace lightcl {

PublishedView::PublishedView(QWidget* parent)
    : QWidget(parent), view_(new QTableView(this)), model_(new TableModel(this)), caption_(new QLabel(this)) {
    view_->setModel(model_);
    view_->setAccessibleName(tr("Ours beside the published table"));
    view_->setToolTip(tr("LightCL's Table 1 (arXiv 2407.10545) beside the selected runs of the same methods and data"));
    view_->setSelectionBehavior(QAbstractItemView::SelectRows);
    view_->setAlternatingRowColors(true);
    view_->setShowGrid(false);
    view_->setWordWrap(false);
    view_->setTabKeyNavigation(false);
    view_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view_->verticalHeader()->hide();
    view_->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    view_->horizontalHeader()->setHighlightSections(false);
    addCopyTableMenu(*view_);
    caption_->setWordWrap(true);
    caption_->setMargin(6);
    caption_->setAccessibleName(tr("What the table is"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view_, 1);
    column->addWidget(caption_);
    drawing_.now();
}

void PublishedView::showRuns(const std::vector<RunDataPtr>& runs) {
    runs_ = runs;
    drawing_.ask();
}

void PublishedView::fill() {
    const auto rows = besidePublished(recordsOf(runs_));
    model_->show(publishedTable(rows));
    view_->resizeColumnsToContents();
    caption_->setText(QString::fromStdString(publishedCaption(rows)));
}

} // namespace lightcl
