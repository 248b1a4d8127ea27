#pragma once

#include "store/run_files.h"

#include <QCoreApplication>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace lightcl {

/// What FileReads signals, whatever is read.
class FileReadsBase : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

signals:
    void ready(); ///< something that was asked for has been read
};

/// Reads kept checkpoints away from the window's thread. The last few are remembered.
template <class Value>
class FileReads : public FileReadsBase {
public:
    /// What a checkpoint holds, or one line why it cannot be read.
    struct Read {
        std::shared_ptr<const Value> value;
        QString problem;
    };
    using Reader = std::function<Value(const std::filesystem::path& file)>;

    /// Nothing while it is being read; ready() comes when it is. `part` says which part of the file `reader` reads.
    [[nodiscard]] std::optional<Read> of(const KeptCheckpoint& checkpoint, const Reader& reader,
                                         const std::string& part = {}) {
        std::error_code gone;
        const Key key{checkpoint.file, part, checkpoint.bytes, std::filesystem::last_write_time(checkpoint.file, gone)};
        if (const auto found = known_.find(key); found != known_.end()) return found->second;
        if (known_.size() >= kMost) known_.clear();
        known_[key] = std::nullopt;
        QThreadPool::globalInstance()->start([self = QPointer<FileReads>(this), key, reader] {
            const Read read = readWith(reader, key.file);
            QMetaObject::invokeMethod(
                qApp,
                [self, key, read] {
                    if (self) self->take(key, read);
                },
                Qt::QueuedConnection);
        });
        return std::nullopt;
    }

private:
    static constexpr std::size_t kMost = 4; ///< with their values in memory

    /// Another run may get the number and the names of one that was deleted.
    struct Key {
        std::filesystem::path file;
        std::string part;
        std::int64_t bytes = 0;
        std::filesystem::file_time_type written;
        auto operator<=>(const Key&) const = default;
    };

    static Read readWith(const Reader& reader, const std::filesystem::path& file) {
        try {
            return {std::make_shared<const Value>(reader(file)), {}};
        } catch (const std::exception& error) {
            return {nullptr, QString::fromUtf8(error.what())};
        }
    }

    void take(const Key& key, const Read& read) {
        known_[key] = read;
        emit ready();
    }

    std::map<Key, std::optional<Read>> known_;
};

} // namespace lightcl
