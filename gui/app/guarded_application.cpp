#include "app/guarded_application.h"

#include <cstdio>
#include <exception>
#include <new>

namespace lightcl {

bool GuardedApplication::notify(QObject* receiver, QEvent* event) {
    QString message;
    try {
        return QApplication::notify(receiver, event);
    } catch (const std::bad_alloc&) {
        message = tr("Not enough memory for what was asked for.");
    } catch (const std::exception& error) {
        message = QString::fromUtf8(error.what());
    }
    std::fprintf(stderr, "lightcl-workbench: %s\n", qPrintable(message));
    emit problem(message);
    return false;
}

} // namespace lightcl
