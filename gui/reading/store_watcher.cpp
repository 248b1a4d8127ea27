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
