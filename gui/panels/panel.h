#pragma once

#include "figures/moment.h"
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
    /// Shows this moment of the current run, or the last one before it that the panel knows of; none: there is none.
    /// Comes after showRuns().
    virtual void showMoment(std::optional<Moment> moment) { static_cast<void>(moment); }

signals:
    void runsPicked(const std::vector<RunId>& runs); ///< to be selected
    void momentChosen(lightcl::RunPosition moment);  ///< to be shown in all panels
};

} // namespace lightcl
