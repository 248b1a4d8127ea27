#pragma once

#include "figures/run_record.h"
#include "figures/statistics.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace lightcl {

/// A setting that a selection chooses from: runs that differ in nothing but the seed.
struct ChoiceCandidate {
    std::vector<std::size_t> runs;    ///< indices into the runs that were looked at
    std::string label;                ///< the method, and what tells it from the other candidates
    std::optional<MeanSd> validation; ///< accuracy on validation images, over the seeds; none unless all runs are done
    bool hasFailed = false;           ///< a run failed: the setting is not chosen
};

/// How one of a method's settings was chosen, by `selection` in its experiment's spec.
struct SettingChoice {
    std::string experiment;
    std::string method;
    Selection selection;
    std::vector<ChoiceCandidate> candidates; ///< in order of their first runs
    bool byTaskIl = false;                   ///< the method has no class-IL
    std::size_t waiting = 0;                 ///< runs that may still change it: queued, running or interrupted
    std::optional<std::size_t> chosen;       ///< nothing while runs are waiting, or where no candidate is done

    [[nodiscard]] bool isRejected(std::size_t run) const; ///< of a candidate that was not chosen (yet)
};

/// The choices among these runs, which must be all of a store: of each experiment (name, scenario, pretraining, rule
/// and share) and method those whose spec has a selection; with "first-task" its trials. The best is the one with the
/// largest mean over seeds of the accuracy on validation images at the end (class-IL, mean over tasks; task-IL for
/// methods without), of equal ones the earlier. Test images have no part in it.
std::vector<SettingChoice> settingChoices(const std::vector<const RunRecord*>& runs);

/// "er: chosen by validation (0.1 of each class's training images held out, drawn from the seed): er (buffer_size =
/// 500), the best of 3 settings by mean class-IL on them over 2 seeds, 61.2 %", in one sentence; or what it waits for.
std::string choiceWords(const SettingChoice& choice);

/// One sentence on how the choices came about, which all of them share.
std::string choiceNote();

} // namespace lightcl
