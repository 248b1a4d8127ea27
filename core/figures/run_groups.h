#pragma once

#include "figures/color.h"
#include "figures/run_record.h"
#include "figures/setting_differences.h"

#include <cstddef>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace lightcl {

/// Runs that differ in nothing but the seed: a method and its setting.
struct RunGroup {
    std::vector<std::size_t> runs; ///< indices into the runs that were grouped
    std::string label;             ///< the method, and what tells it from the other groups of that method
};

/// What may tell a run from another one of its method: every setting of its spec but the seed.
SettingTexts tellingSettings(const RunSpec& run);

/// Whether two runs differ in nothing but the seed. A run whose spec cannot be read is like no other.
bool differInSeedOnly(const RunRecord& a, const RunRecord& b);

/// The runs grouped by their whole spec less the seed, in order of each group's first run. Groups of one method are
/// told apart by the settings in which they differ: "ER (buffer_size = 200)".
std::vector<RunGroup> runGroups(const std::vector<const RunRecord*>& runs);

/// What each run is called beside the others: its group's label and its seed, "ER (buffer_size = 200), seed 0"; those
/// that would still read the same get the run's number, "ER, seed 0 (#7)".
std::vector<std::string> runLabels(const std::vector<const RunRecord*>& runs);

inline constexpr std::size_t kNoGroup = std::numeric_limits<std::size_t>::max();

/// A run's place among all runs of a store: which group, in order of the groups' first runs, and which of its runs.
struct RunPlace {
    std::size_t group = 0; ///< kNoGroup: of a run that belongs to no comparison
    std::size_t member = 0;
    RunId first = 0; ///< the group's first run
    bool operator==(const RunPlace&) const = default;
};
using RunPlaces = std::map<RunId, RunPlace>;

/// Finds the places of a store's runs. It remembers the specs that it has checked, which takes its time, for when runs
/// come and go.
class RunPlacer {
public:
    /// Of runs, by id, with their stored specs. Groups as runGroups() does; specs that cannot be read are compared as
    /// texts. Those `apart` (pretrainings) get no group, so that the others' colours do not depend on them.
    RunPlaces places(const std::map<RunId, std::string>& specTomls, const std::set<RunId>& apart = {});

private:
    std::map<std::string, std::string> keys_; ///< by the spec's text without the seed
};

/// A group's colour, by its place among all of the store (grey for none): the same in the window, its exports and in
/// reports.
Color groupColor(std::size_t group);
/// A group's runs whose colours differ; those after them start anew.
inline constexpr std::size_t kShades = 12;
/// A run's colour: its group's for the first run, for the others lighter and darker shades of it, of its own hue and
/// then of the hues a little to both sides.
Color shadeOf(const Color& groupColor, std::size_t member);

} // namespace lightcl
