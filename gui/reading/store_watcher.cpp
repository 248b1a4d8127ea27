#include "reading/store_watcher.h"

#include <chrono>
#include <exception>

namespace lightcl {

StoreWatcher::StoreWatcher(const Database& database, QObject* parent)
    : QObject(parent), database_(&database), version_(database.dataVersion()) {
    timer_.setInterval(std::chrono::milliseconds(250));
    connect(&timer_, &QTimer::timeout, this, &StoreWatcher::check);
    timer_.start();
}

void StoreWatcher::check() {
    if (!isLost_ && !database_->isInPlace()) {
        isLost_ = true;
        emit lost(
            QString::fromUtf8("%1: the database was deleted or replaced while it was open; what is stored from now "
                              "on is lost. Open it again.")
                .arg(QString::fromStdString(database_->file().string())));
    }
    try {
        const std::int64_t version = database_->dataVersion();
        if (version == version_) return;
        version_ = version;
        emit changed();
    } catch (const std::exception& error) {
        emit failed(QString::fromUtf8(error.what()));
    }
}

} // namespace lightcl
