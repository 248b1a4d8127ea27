#pragma once

#include "overview/overview_page.h"
#include "overview/welcome_page.h"

#include <QStackedWidget>

namespace lightcl {

/// The first thing to see: the overview of the database's finished runs; the welcome while it has no runs at all; a
/// line that says what will appear while none is finished.
class OverviewPanel : public QStackedWidget {
    Q_OBJECT
public:
    explicit OverviewPanel(QWidget* parent = nullptr);

    [[nodiscard]] OverviewPage* overview() const { return overview_; }
    [[nodiscard]] WelcomePage* welcome() const { return welcome_; }
    [[nodiscard]] bool isWelcoming() const { return currentWidget() == welcome_; }

    /// How many runs the database has, finished or not.
    void setRunCount(std::size_t count);
    void show(const StoreOverview& overview);
    using QStackedWidget::show;

private:
    void choosePage();

    OverviewPage* overview_;
    WelcomePage* welcome_;
    QLabel* nothing_;
    std::size_t runs_ = 0;
    bool any_ = false; ///< finished runs
};

} // namespace lightcl
