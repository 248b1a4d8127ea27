#pragma once

#include "figures/kept_state.h"
#include "store/run_files.h"

#include <QObject>
#include <QString>
#include <map>
#include <memory>
#include <optional>

namespace lightcl {

/// What a checkpoint holds, or one line why it cannot be read.
struct ReadState {
    std::shared_ptr<const KeptState> state;
    QString problem;
};

/// Reads kept checkpoints away from the window's thread. The last few are remembered.
class KeptStates : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Nothing while it is being read; ready() comes when it is.
    [[nodiscard]] std::optional<ReadState> of(const KeptCheckpoint& checkpoint);

signals:
    void ready();

private:
    /// Another run may get the number and the names of one that was deleted.
    struct Key {
        std::filesystem::path file;
        std::int64_t bytes = 0;
        std::filesystem::file_time_type written;
        auto operator<=>(const Key&) const = default;
    };
    void take(const Key& key, const ReadState& read);

    std::map<Key, std::optional<ReadState>> known_;
};

} // namespace lightcl
