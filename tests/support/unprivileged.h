#pragma once

#include <unistd.h>

namespace lightcl::test {

/// While it lives, a test that runs as root meets file permissions as any other user does.
class Unprivileged {
public:
    Unprivileged() {
        if (wasRoot_) active_ = ::seteuid(kNobody) == 0;
    }
    ~Unprivileged() {
        if (wasRoot_ && ::seteuid(0) != 0) ::_exit(1);
    }
    Unprivileged(const Unprivileged&) = delete;
    Unprivileged& operator=(const Unprivileged&) = delete;

    /// False where root cannot become another user (some containers): permissions cannot be tested there.
    [[nodiscard]] bool active() const { return active_; }

private:
    static constexpr uid_t kNobody = 65534;
    bool wasRoot_ = ::geteuid() == 0;
    bool active_ = true;
};

} // namespace lightcl::test
