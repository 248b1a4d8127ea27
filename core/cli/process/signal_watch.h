#pragma once

#include "base/descriptor.h"

#include <csignal>
#include <optional>

namespace lightcl {

/// While it lives, SIGINT, SIGTERM, SIGHUP, SIGUSR1 and SIGTSTP do nothing but wait here to be read: a poll() on
/// descriptor() sees them between two steps of work, instead of a handler in the middle of one.
class SignalWatch {
public:
    SignalWatch(); ///< throws Error when the system has no descriptor left
    ~SignalWatch();
    SignalWatch(const SignalWatch&) = delete;
    SignalWatch& operator=(const SignalWatch&) = delete;

    [[nodiscard]] int descriptor() const { return descriptor_.get(); }
    /// The next signal that came, or nothing.
    std::optional<int> take();

private:
    sigset_t previous_{};
    Descriptor descriptor_;
};

} // namespace lightcl
