#include "cli/process/publishing_display.h"

#include "base/error.h"

#include <algorithm>
#include <csignal>
#include <ostream>
#include <utility>

namespace lightcl {

PublishingDisplay::PublishingDisplay(std::unique_ptr<RunDisplay> shown, ElementFolder folder, std::string owner,
                                     std::filesystem::path database, std::ostream& errors)
    : shown_(std::move(shown)), folder_(std::move(folder)), owner_(std::move(owner)), database_(std::move(database)),
      errors_(errors) {}

void PublishingDisplay::show(const RunEvent& event, const std::string& line) {
    shown_->show(event, line);
    isStale_ = isStale_ || (event.event != "progress" && event.event != "stage");
}

void PublishingDisplay::refresh() {
    shown_->refresh();
    if (isStale_ && Clock::now() >= nextAt_) publish();
}

bool PublishingDisplay::publish() {
    if (!folder_.isClaimedBy(owner_)) {
        errors_ << "lightcl: another process trains this element now; this one stops" << std::endl;
        std::raise(SIGTERM);
        isStale_ = false;
        return false;
    }
    const auto begin = Clock::now();
    bool published = true;
    try {
        folder_.publish(database_);
        isStale_ = false;
    } catch (const std::exception& error) {
        errors_ << "lightcl: the state so far is not left for others: " << error.what() << std::endl;
        published = false;
    }
    const auto took = Clock::now() - begin;
    nextAt_ = Clock::now() + std::max<Clock::duration>(took * 10, std::chrono::seconds(published ? 1 : 30));
    return published;
}

} // namespace lightcl
