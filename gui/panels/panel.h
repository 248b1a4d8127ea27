#pragma once

#include "reading/run_data.h"

#include <QWidget>

namespace lightcl {

/// A dock's content that shows the selected runs. It is given new data whenever the selection or the store changes, and
/// keeps the user's choices (metric, zoom, …) across that.
class Panel : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// `runs` are the selected runs, the current one first; empty when nothing is selected.
    virtual void showRuns(const std::vector<RunDataPtr>& runs) = 0;

signals:
    void runsPicked(const std::vector<RunId>& runs); ///< to be selected
};

} // namespace lightcl
