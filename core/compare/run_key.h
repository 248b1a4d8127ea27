#pragma once

#include "figures/run_record.h"
#include "runs/run_figure.h"

#include <string>
#include <vector>

namespace lightcl {

/// What a run can be asked for by name: a figure ("class_il", "seed"), a part of its environment ("host", see
/// runs/run_environment.h), or a setting of its spec, with its section
/// ("method.buffer_size", "training.learning_rate") or without ("buffer_size").
class RunKey {
public:
    /// Throws InputError, naming the nearest key, when nothing in the catalog bears that name, or several settings do.
    explicit RunKey(const std::string& name);

    [[nodiscard]] const std::string& name() const { return name_; }
    /// The figure, or nullptr.
    [[nodiscard]] const RunFigure* figure() const { return figure_; }
    /// The part of the environment, or nullptr.
    [[nodiscard]] const EnvironmentField* environment() const { return environment_; }
    /// The section of the setting ("method", "training", …) and its name there; empty for what is none.
    [[nodiscard]] const std::string& section() const { return section_; }
    [[nodiscard]] const std::string& setting() const { return setting_; }

    /// The run's value: monostate when it was not measured, or the run has no such setting. Flags are "true" and
    /// "false", lists are texts as a spec writes them.
    [[nodiscard]] FigureValue of(const RunRecord& run) const;
    /// The same for people: "200", "ER", "54.44"; empty when there is none.
    [[nodiscard]] std::string textOf(const RunRecord& run) const;
    /// What a group of runs with that text is called: "ER", "buffer_size = 200", "without buffer_size".
    [[nodiscard]] std::string labelOf(const std::string& text) const;

private:
    std::string name_;
    const RunFigure* figure_ = nullptr;
    const EnvironmentField* environment_ = nullptr;
    std::string section_;
    std::string setting_;
};

/// All names that a RunKey takes, figures first, then the environment's, each setting without its section where that is
/// clear.
std::vector<std::string> runKeyNames();

/// The section of a run's spec by its name; a run's method settings for "method".
const Parameters& specSection(const RunSpec& spec, const std::string& section);

} // namespace lightcl
