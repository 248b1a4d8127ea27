#pragma once

#include <QApplication>

namespace lightcl {

/// The application object: an exception that leaves a slot or an event handler, in whichever thread, is told instead of
/// ending the program. What a file holds may always be stranger than its reader thought.
class GuardedApplication : public QApplication {
    Q_OBJECT
public:
    using QApplication::QApplication;
    bool notify(QObject* receiver, QEvent* event) override;

signals:
    void problem(const QString& message);
};

} // namespace lightcl
