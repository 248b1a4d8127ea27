#pragma once

#include "cli/display/run_display.h"
#include "cluster/element_folder.h"

#include <chrono>
#include <filesystem>
#include <iosfwd>
#include <memory>
#include <string>

namespace lightcl {

/// Shows runs as another display does, and leaves their database's states in an element's folder: after epochs, so
/// seldom that copying takes at most a tenth of the time, and when it is told to.
class PublishingDisplay final : public RunDisplay {
public:
    PublishingDisplay(std::unique_ptr<RunDisplay> shown, ElementFolder folder, std::string owner,
                      std::filesystem::path database, std::ostream& errors);

    void show(const RunEvent& event, const std::string& line) override;
    void refresh() override;
    void close() override { shown_->close(); }

    /// Leaves the present state. False, with a line said, when that cannot be; whoever was started for this element
    /// later is not disturbed: then this process is asked to stop.
    bool publish();

private:
    using Clock = std::chrono::steady_clock;

    std::unique_ptr<RunDisplay> shown_;
    ElementFolder folder_;
    std::string owner_;
    std::filesystem::path database_;
    std::ostream& errors_;
    bool isStale_ = false;
    Clock::time_point nextAt_{};
};

} // namespace lightcl
