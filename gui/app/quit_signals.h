#pragma once

#include "base/descriptor.h"

#include <QObject>
#include <QSocketNotifier>
#include <csignal>
#include <memory>

namespace lightcl {

/// While it lives, SIGINT, SIGTERM and SIGHUP (unless it is ignored, as under nohup) do nothing to this process but are
/// told by asked(), from the event loop. Make it before the first thread starts; child processes are to be started with
/// the signals let through (RunProcess does).
class QuitSignals : public QObject {
    Q_OBJECT
public:
    explicit QuitSignals(QObject* parent = nullptr);
    ~QuitSignals() override;
    /// To be called once there is an application object: without its event loop nothing is heard.
    void listen();

signals:
    void asked();

private:
    void read();

    sigset_t previous_{};
    Descriptor descriptor_;
    std::unique_ptr<QSocketNotifier> notifier_;
};

} // namespace lightcl
