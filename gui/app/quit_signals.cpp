#include "app/quit_signals.h"

#include "base/process.h"

#include <QCoreApplication>
#include <sys/signalfd.h>
#include <unistd.h>

namespace lightcl {

QuitSignals::QuitSignals(QObject* parent) : QObject(parent) {
    sigset_t watched;
    sigemptyset(&watched);
    for (const int number : {SIGINT, SIGTERM, SIGHUP})
        if (!isSignalIgnored(number)) sigaddset(&watched, number);
    descriptor_ = Descriptor(signalfd(-1, &watched, SFD_NONBLOCK | SFD_CLOEXEC));
    pthread_sigmask(SIG_SETMASK, nullptr, &previous_);
    if (!descriptor_.isOpen()) return; // then they end the program as they always did
    pthread_sigmask(SIG_BLOCK, &watched, nullptr);
    if (QCoreApplication::instance() != nullptr) listen();
}

void QuitSignals::listen() {
    if (notifier_ || !descriptor_.isOpen()) return;
    notifier_ = std::make_unique<QSocketNotifier>(descriptor_.get(), QSocketNotifier::Read);
    connect(notifier_.get(), &QSocketNotifier::activated, this, &QuitSignals::read);
}

QuitSignals::~QuitSignals() {
    notifier_.reset();
    read();
    pthread_sigmask(SIG_SETMASK, &previous_, nullptr);
}

void QuitSignals::read() {
    signalfd_siginfo info{};
    while (descriptor_.isOpen() && ::read(descriptor_.get(), &info, sizeof info) == sizeof info) emit asked();
}

} // namespace lightcl
