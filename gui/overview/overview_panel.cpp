#include "overview/overview_panel.h"

namespace lightcl {

OverviewPanel::OverviewPanel(QWidget* parent)
    : QStackedWidget(parent), overview_(new OverviewPage(this)), welcome_(new WelcomePage(this)),
      nothing_(new QLabel(this)) {
    nothing_->setText(tr("All methods' averages and memory will appear here when the first run is finished."));
    nothing_->setAlignment(Qt::AlignCenter);
    nothing_->setWordWrap(true);
    nothing_->setMargin(24);
    addWidget(welcome_);
    addWidget(overview_);
    addWidget(nothing_);
    choosePage();
}

void OverviewPanel::setRunCount(std::size_t count) {
    runs_ = count;
    choosePage();
}

void OverviewPanel::show(const StoreOverview& overview) {
    any_ = !overview.empty();
    overview_->show(overview);
    choosePage();
}

void OverviewPanel::choosePage() {
    QWidget* page = any_ ? static_cast<QWidget*>(overview_) : static_cast<QWidget*>(nothing_);
    if (runs_ == 0) page = welcome_;
    setCurrentWidget(page);
    setFocusProxy(page == overview_ ? static_cast<QWidget*>(overview_->view()) : page);
}

} // namespace lightcl
