#pragma once

#include <QObject>
#include <QWidget>

namespace lightcl {

/// Says once when a window has been painted for the first time. Deletes itself then.
class FirstPaint : public QObject {
    Q_OBJECT
public:
    explicit FirstPaint(QWidget& window);

    /// Milliseconds since this process was started, loading included; to 10 ms.
    static qint64 millisecondsSinceStart();

signals:
    void painted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace lightcl
