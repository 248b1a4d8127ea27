#include "worker/stop_signal.h"

#include <csignal>
#include <ctime>

namespace lightcl {

namespace {

sigset_t stopSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

} // namespace

StopSignal::StopSignal() {
    const sigset_t signals = stopSignals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

bool StopSignal::requested() {
    if (requested_) return true;
    const sigset_t signals = stopSignals();
    const timespec now{};
    requested_ = sigtimedwait(&signals, nullptr, &now) > 0;
    return requested_;
}

} // namespace lightcl
