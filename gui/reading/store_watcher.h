#pragma once

#include "store/database.h"

#include <QObject>
#include <QTimer>

namespace lightcl {

/// Says when another connection has changed the store: asks four times a second, and whenever check() is called because
/// a worker just reported something. Lives in the thread of the connection it is given.
class StoreWatcher : public QObject {
    Q_OBJECT
public:
    explicit StoreWatcher(const Database& database, QObject* parent = nullptr);

public slots:
    void check();

signals:
    void changed();
    void failed(const QString& message);
    void lost(const QString& message); ///< the file was deleted or replaced; told once

private:
    const Database* database_;
    std::int64_t version_;
    bool isLost_ = false;
    QTimer timer_;
};

} // namespace lightcl
