#include "app/first_paint.h"

#include "base/process.h"

#include <QEvent>
#include <QTimer>
#include <ctime>
#include <unistd.h>

namespace lightcl {

FirstPaint::FirstPaint(QWidget& window) : QObject(&window) {
    window.installEventFilter(this);
}

qint64 FirstPaint::millisecondsSinceStart() {
    timespec now{};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    const qint64 started = processStartTicks(::getpid()) * 1000 / ::sysconf(_SC_CLK_TCK);
    return qint64(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000 - started;
}

bool FirstPaint::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Paint) {
        watched->removeEventFilter(this);
        // The children are painted after the window itself, before the event loop is reached again.
        QTimer::singleShot(0, this, [this] {
            emit painted();
            deleteLater();
        });
    }
    return QObject::eventFilter(watched, event);
}

} // namespace lightcl
