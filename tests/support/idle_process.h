#pragma once

#include <csignal>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lightcl::test {

/// A process that does nothing until a signal ends it.
class IdleProcess {
public:
    IdleProcess() {
        // A signal that comes at once must find its default action, not what the tests do on it.
        sigset_t interrupt;
        sigset_t before;
        sigemptyset(&interrupt);
        sigaddset(&interrupt, SIGINT);
        sigprocmask(SIG_BLOCK, &interrupt, &before);
        pid_ = fork();
        if (pid_ == 0) std::signal(SIGINT, SIG_DFL);
        sigprocmask(SIG_SETMASK, &before, nullptr);
        while (pid_ == 0) pause();
    }
    ~IdleProcess() {
        kill();
        waitpid(pid_, nullptr, 0);
    }
    IdleProcess(const IdleProcess&) = delete;
    IdleProcess& operator=(const IdleProcess&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    void kill() const { ::kill(pid_, SIGKILL); }
    /// Waits until it has ended, but leaves its entry in the process table. Returns the signal that ended it.
    int awaitEnd() const {
        siginfo_t info{};
        waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOWAIT);
        return info.si_status;
    }

private:
    pid_t pid_ = -1;
};

} // namespace lightcl::test
