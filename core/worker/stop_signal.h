#pragma once

namespace lightcl {

/// Holds back SIGINT and SIGTERM for this thread and those it starts later, so that a request to stop is asked for
/// instead of breaking in. Make one before the first other thread starts.
class StopSignal {
public:
    StopSignal();
    /// True once either signal has come.
    [[nodiscard]] bool requested();

private:
    bool requested_ = false;
};

} // namespace lightcl
