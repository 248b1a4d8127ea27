#include "cli/process/signal_watch.h"

#include "base/error.h"
#include "base/process.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <sys/signalfd.h>

namespace lightcl {

SignalWatch::SignalWatch() {
    sigset_t watched;
    sigemptyset(&watched);
    for (const int number : {SIGINT, SIGTERM, SIGUSR1, SIGTSTP}) sigaddset(&watched, number);
    if (!isSignalIgnored(SIGHUP)) sigaddset(&watched, SIGHUP); // nohup asks to outlive the terminal
    descriptor_ = Descriptor(signalfd(-1, &watched, SFD_NONBLOCK | SFD_CLOEXEC));
    if (!descriptor_.isOpen()) throw Error(std::string("cannot watch for signals: ") + std::strerror(errno));
    sigprocmask(SIG_BLOCK, &watched, &previous_);
}

SignalWatch::~SignalWatch() {
    while (take()) {
    } // what came meanwhile has had its effect and must not end the process now
    sigprocmask(SIG_SETMASK, &previous_, nullptr);
}

std::optional<int> SignalWatch::take() {
    signalfd_siginfo info{};
    if (read(descriptor_.get(), &info, sizeof info) != sizeof info) return std::nullopt;
    return static_cast<int>(info.ssi_signo);
}

} // namespace lightcl
