#include "store/lock_patience.h"

#include "base/units.h"

#include <algorithm>
#include <fmt/format.h>
#include <sqlite3.h>
#include <thread>

namespace lightcl {

void LockWait::watch(sqlite3* connection) {
    sqlite3_busy_handler(
        connection, [](void* wait, int tries) { return static_cast<LockWait*>(wait)->again(tries) ? 1 : 0; }, this);
}

bool LockWait::again(int tries) {
    constexpr std::chrono::seconds untilTold(2);
    const auto now = Clock::now();
    if (tries == 0) {
        since_ = now;
        tellAt_ = now + untilTold;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(patience_.most - (now - since_));
    if (left.count() <= 0) return false;
    if (patience_.tell && now >= tellAt_) {
        tellAt_ = now + std::chrono::minutes(1);
        const auto seconds = std::chrono::duration<double>(left).count();
        patience_.tell(fmt::format("locked by another program; waiting for it, up to {} more", formatSeconds(seconds)));
    }
    std::this_thread::sleep_for(std::clamp(std::chrono::milliseconds(1 + 2 * tries), std::chrono::milliseconds(1),
                                           std::min(std::chrono::milliseconds(50), left)));
    return true;
}

} // namespace lightcl
