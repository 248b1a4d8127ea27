#pragma once

#include <chrono>
#include <functional>
#include <string>

struct sqlite3;

namespace lightcl {

/// How long a connection waits for a lock that another program holds, and whom it tells.
struct LockPatience {
    std::chrono::milliseconds most = std::chrono::seconds(10);
    /// Told "locked by another program; waiting up to …" after two seconds of waiting and once a minute from then on.
    std::function<void(const std::string& notice)> tell = {};
};

/// Minutes, for work of hours: a backup or a copy of a large file may hold its lock so long.
inline constexpr std::chrono::minutes kLongPatience{10};

/// SQLite's busy handler with that patience. It must outlive the connection's use of it.
class LockWait {
public:
    explicit LockWait(LockPatience patience) : patience_(std::move(patience)) {}
    LockWait(const LockWait&) = delete;
    LockWait& operator=(const LockWait&) = delete;

    void watch(sqlite3* connection);
    [[nodiscard]] std::chrono::milliseconds most() const { return patience_.most; }

private:
    using Clock = std::chrono::steady_clock;

    /// Sleeps a moment; false when the patience is at its end. `tries`: how often it was called for this lock.
    bool again(int tries);

    LockPatience patience_;
    Clock::time_point since_;
    Clock::time_point tellAt_;
};

} // namespace lightcl
