#include "reading/kept_states.h"

#include "base/error.h"
#include "running/kept_state_reader.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

namespace lightcl {

namespace {

constexpr std::size_t kMostStates = 4; ///< with their images in memory

ReadState readState(const std::filesystem::path& file) {
    try {
        return {std::make_shared<const KeptState>(readKeptState(file)), {}};
    } catch (const std::exception& error) {
        return {nullptr, QString::fromUtf8(error.what())};
    }
}

} // namespace

std::optional<ReadState> KeptStates::of(const KeptCheckpoint& checkpoint) {
    std::error_code gone;
    const Key key{checkpoint.file, checkpoint.bytes, std::filesystem::last_write_time(checkpoint.file, gone)};
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    if (known_.size() >= kMostStates) known_.clear();
    known_[key] = std::nullopt;
    QThreadPool::globalInstance()->start([self = QPointer<KeptStates>(this), key] {
        const auto read = readState(key.file);
        QMetaObject::invokeMethod(
            qApp,
            [self, key, read] {
                if (self) self->take(key, read);
            },
            Qt::QueuedConnection);
    });
    return std::nullopt;
}

void KeptStates::take(const Key& key, const ReadState& read) {
    known_[key] = read;
    emit ready();
}

} // namespace lightcl
