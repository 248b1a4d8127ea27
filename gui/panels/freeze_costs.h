#pragma once

#include "cost/freeze_line.h"
#include "reading/run_data.h"

#include <QObject>
#include <map>
#include <optional>
#include <vector>

namespace lightcl {

/// Predicts what every freeze line would cost a run, away from the window's thread: an image folder has to be looked
/// at for it. What was predicted is kept.
class FreezeCosts : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// The run's lines; nothing while they are being worked out, ready() comes when they are. Empty for a method
    /// without a line, and for a run whose spec or data cannot be read.
    [[nodiscard]] std::optional<std::vector<FreezeLineCost>> of(const RunDataPtr& run);

signals:
    void ready();

private:
    struct Known {
        RunSpec spec;
        std::optional<std::vector<FreezeLineCost>> costs;
    };
    void take(RunId run, const std::vector<FreezeLineCost>& costs);

    std::map<RunId, Known> known_;
};

} // namespace lightcl
