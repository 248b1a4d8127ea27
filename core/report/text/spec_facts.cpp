#include "report/text/spec_facts.h"

#include "base/error.h"
#include "base/units.h"
#include "spec/method_network.h"
#include "spec/settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>

namespace lightcl {

namespace {

std::string plural(std::int64_t count, const std::string& noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string imagesFact(const Parameters& scenario) {
    if (scenario.text("dataset") != "image-folder") return {};
    const std::string& fit = scenario.text("image_fit");
    return fmt::format(", images of {0} x {0} pixels{1}{2}", scenario.integer("image_size"),
                       fit == "stretch" ? "" : fmt::format(" (image_fit = \"{}\")", fit),
                       scenario.text("image_rotation") == "exif" ? "" : ", not turned");
}

std::string scenarioFact(const RunSpec& run) {
    const Parameters& scenario = run.scenario;
    const auto& sizes = scenario.integers("task_sizes");
    auto text = fmt::format("{}, {} in {}", scenario.text("kind"), scenario.text("dataset"),
                            plural(sizes.empty() ? scenario.integer("tasks") : std::ssize(sizes), "task"));
    if (!sizes.empty()) text += fmt::format(" of {} classes", fmt::join(sizes, ", "));
    text += imagesFact(scenario);
    if (scenario.text("kind") == "domain-incremental") {
        text += ", " + scenario.text("transform");
        if (scenario.text("transform") == "rotated") {
            text += fmt::format(" by {:.4g} degrees each", scenario.number("rotation_step"));
        }
    }
    if (scenario.flag("online")) text += ", online";
    const auto share = [&](const char* key, const char* meaning) {
        return fmt::format(", {:.4g} % {}", scenario.number(key) * 100, meaning);
    };
    if (scenario.number("blur") > 0) text += share("blur", "of a task's samples from its neighbours");
    if (scenario.number("held_out") > 0) text += share("held_out", "of the training samples held out");
    if (scenario.number("train_fraction") < 1) text += share("train_fraction", "of the training samples");
    if (scenario.number("test_fraction") < 1) text += share("test_fraction", "of the test samples");
    return text;
}

std::string networkFact(const RunSpec& run) {
    auto text = run.network.text("backbone");
    for (const auto& [name, value] : run.network.values())
        if (name != "backbone" && toText(value) != "\"\"") text += fmt::format(", {} = {}", name, toText(value));
    try {
        return fmt::format("{}, {} parameters", text, formatCount(static_cast<double>(networkOf(run).parameters())));
    } catch (const InputError&) {
        return text; // its image folder, which has the classes, is no longer there
    }
}

std::string scheduleFact(const OptimizerSettings& settings) {
    std::string text;
    if (settings.schedule == RateSchedule::Cosine) text += " falling to 0 along a cosine";
    if (settings.schedule == RateSchedule::Step)
        text += fmt::format(" times {} after epoch {}", settings.decayFactor, fmt::join(settings.decayEpochs, ", "));
    if (settings.warmUpEpochs > 0) text += fmt::format(", after {:g} epochs of warm-up", settings.warmUpEpochs);
    return text;
}

std::string budgetFact(const TrainingSettings& training) {
    std::string text;
    if (training.maxSteps) text += fmt::format(" but at most {}", plural(*training.maxSteps, "step"));
    if (training.maxSeconds) text += fmt::format(" but at most {:g} seconds", *training.maxSeconds);
    return text;
}

std::string trainingFact(const RunSpec& run) {
    const auto training = trainingSettings(run.training);
    auto text = fmt::format("{} a task{}, batches of {}, learning rate {}", plural(training.epochs, "epoch"),
                            budgetFact(training), training.batchSize, training.optimizer.learningRate);
    if (training.optimizer.kind != OptimizerKind::Sgd)
        text += fmt::format(" of {}", training.optimizer.kind == OptimizerKind::Adam ? "Adam" : "AdamW");
    text += scheduleFact(training.optimizer);
    if (training.cropPadding > 0) text += fmt::format(", crops after {} pixels of margin", training.cropPadding);
    if (training.flip) text += ", random mirroring";
    if (training.optimizer.momentum > 0) text += fmt::format(", momentum {}", training.optimizer.momentum);
    if (training.optimizer.weightDecay > 0) text += fmt::format(", weight decay {}", training.optimizer.weightDecay);
    return text;
}

std::string methodFact(const RunSpec& run) {
    std::vector<std::string> settings;
    for (const auto& [name, value] : run.method.parameters.values())
        if (toText(value) != "\"\"") settings.push_back(fmt::format("{} = {}", name, toText(value)));
    return settings.empty() ? run.method.name : fmt::format("{} ({})", run.method.name, fmt::join(settings, ", "));
}

/// Each run's wording, once each, in order.
template <typename Wording>
std::string distinct(const std::vector<RunSpec>& runs, const char* separator, Wording wording) {
    std::vector<std::string> texts;
    std::set<std::string> known;
    for (const auto& run : runs)
        if (auto text = wording(run); known.insert(text).second) texts.push_back(std::move(text));
    return fmt::format("{}", fmt::join(texts, separator));
}

} // namespace

std::vector<std::pair<std::string, std::string>> specFacts(const std::vector<RunSpec>& runs) {
    return {{"Scenario", distinct(runs, "; ", scenarioFact)},
            {"Network", distinct(runs, "; ", networkFact)},
            {"Training", distinct(runs, "; ", trainingFact)},
            {"Methods", distinct(runs, "; ", methodFact)},
            {"Seeds", distinct(runs, ", ", [](const RunSpec& run) { return std::to_string(run.seed); })}};
}

} // namespace lightcl
