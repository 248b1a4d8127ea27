#pragma once

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

    /// The text for an experiment at once, as rich text.
    static QString describe(const ExperimentSpec& experiment);

private:
    ExperimentSpec experiment_;
    QTimer delay_;
};

} // namespace lightcl
