#pragma once

#include "figures/setting_choice.h"
#include "runs/rows.h"
#include "store/database.h"

#include <set>
#include <string>
#include <vector>

namespace lightcl {

/// What became of the choices of a store.
struct Choices {
    std::vector<RunRecord> runs; ///< all of the store
    std::vector<SettingChoice> choices;

    /// Runs of settings that were not chosen: what they reached on test images is nobody's result.
    [[nodiscard]] std::set<RunId> rejected() const;
    /// Sentences on those that these runs have a part in, and a last one on all; empty: they have none.
    [[nodiscard]] std::vector<std::string> words(const std::vector<RunId>& about) const;
};
Choices choicesOf(const Database& database);

/// Queues what the first task has chosen: the setting of each choice that is decided, for all tasks and each of its
/// seeds, unless the store has such a run. Returns what must be trained. Throws InputError when the data set is gone.
std::vector<RunId> queueChosen(Database& database);

} // namespace lightcl
