#pragma once

#include "running/machine_pace.h"
#include "spec/experiment_spec.h"

#include <QLabel>
#include <QTimer>

namespace lightcl {

/// The peak memory that the cost model predicts for each method of an experiment, while it is being designed: by the
/// exact and the paper's convention, the largest of each in bold.
class CostPreview : public QLabel {
    Q_OBJECT
public:
    explicit CostPreview(QWidget* parent = nullptr);

    /// Shown a moment later, so that typing is not held up. `experiment` comes from checkedExperiment().
    void preview(const ExperimentSpec& experiment);
    /// Says why there is nothing to predict.
    void clear(const QString& why);

    /// How fast this machine trains, for the time of a grid.
    void setPace(MachinePace pace);

    /// The text for an experiment at once, as rich text; of a grid over settings with what all its runs come to.
    static QString describe(const ExperimentSpec& experiment, const MachinePace& pace = {});

private:
    ExperimentSpec experiment_;
    MachinePace pace_;
    QTimer delay_;
};

} // namespace lightcl
