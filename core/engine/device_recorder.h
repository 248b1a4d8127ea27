#pragma once

#include "engine/run_observer.h"
#include "profiling/device_meter.h"
#include "profiling/process_memory.h"
#include "profiling/step_times.h"
#include "runs/memory_budget.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace lightcl {

/// Where a run is trained.
struct DeviceSettings {
    std::optional<MemoryBudget> budget{};
    std::string name = "local";           ///< what its measurements are stored under
    std::filesystem::path sysfs = "/sys"; ///< of its meters
};

/// Takes an epoch's measurements of the device: how long steps take, and what its meters tell while they are made.
class DeviceRecorder {
public:
    DeviceRecorder(const DeviceSettings& settings, RunObserver& observer)
        : name_(settings.name), meter_(settings.sysfs), observer_(&observer) {}

    /// Before an epoch's first step.
    void beginSteps() { meter_.begin(Clock::now()); }
    void stepTook(double seconds) { times_.add(seconds); }
    /// A few times a second.
    void look() { meter_.look(Clock::now()); }
    /// After the epoch's last step; `samples`: of the stream, that were trained on.
    void endSteps(std::int64_t samples) {
        readings_ = meter_.take(Clock::now());
        samples_ = samples;
    }
    /// Tells the epoch's row.
    void epoch(RunPosition position, const ResidentBytes& resident) {
        const StepTimes::Figures steps = times_.take();
        std::optional<double> joules = readings_.joules;
        if (joules) joules = samples_ > 0 ? std::optional(*joules / static_cast<double>(samples_)) : std::nullopt;
        observer_->rows({DeviceRow{name_, position.task, position.epoch, steps.medianMs, steps.p95Ms,
                                   resident.anonymous, resident.fileBacked, joules, readings_.celsius, readings_.mhz}});
    }

private:
    using Clock = std::chrono::steady_clock;

    std::string name_;
    DeviceMeter meter_;
    RunObserver* observer_;
    StepTimes times_;
    DeviceReadings readings_;
    std::int64_t samples_ = 0;
};

} // namespace lightcl
