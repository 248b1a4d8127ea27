#include "compare/run_key.h"

#include "base/error.h"
#include "catalog/catalog.h"
#include "figures/run_names.h"
#include "spec/nearest_name.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <optional>
#include <set>

namespace lightcl {

namespace {

/// The sections that have a setting of a name, by that name.
using SettingSections = std::map<std::string, std::set<std::string>>;

void addSettings(SettingSections& sections, const std::string& section, const std::vector<ParameterInfo>& parameters) {
    for (const auto& parameter : parameters) sections[parameter.name].insert(section);
}

const SettingSections& settingSections() {
    static const SettingSections sections = [] {
        SettingSections made;
        addSettings(made, "scenario", catalog().scenarioParameters());
        addSettings(made, "network", catalog().networkParameters());
        for (const auto& backbone : catalog().backbones()) addSettings(made, "network", backbone.parameters);
        addSettings(made, "training", catalog().trainingParameters());
        addSettings(made, "measuring", catalog().measuringParameters());
        for (const auto& method : catalog().methods()) addSettings(made, "method", method.parameters);
        return made;
    }();
    return sections;
}

const RunFigure* findFigure(const std::string& name) {
    const auto& figures = runFigureTable();
    const auto found = std::ranges::find(figures, name, &RunFigure::name);
    return found == figures.end() ? nullptr : &*found;
}

const EnvironmentField* findEnvironmentField(const std::string& name) {
    const auto& fields = environmentFields();
    const auto found = std::ranges::find(fields, name, &EnvironmentField::name);
    return found == fields.end() ? nullptr : &*found;
}

FigureValue environmentValue(const EnvironmentField& field, const std::optional<RunEnvironment>& environment) {
    if (!environment || environmentText(field, *environment).empty()) return {};
    if (const auto* text = std::get_if<std::string RunEnvironment::*>(&field.member)) return *environment.*(*text);
    return *environment.*std::get<std::int64_t RunEnvironment::*>(field.member);
}

FigureValue figureValueOf(const Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return *integer;
    if (const auto* number = std::get_if<double>(&value)) return *number;
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    return toText(value);
}

[[noreturn]] void refuseKey(const std::string& name) {
    const auto similar = similarName(name, runKeyNames());
    throw InputError(fmt::format("expected a figure of a run or a setting of its spec, got \"{}\"{}", name,
                                 similar.empty() ? "" : fmt::format("; did you mean {}?", similar)));
}

} // namespace

const Parameters& specSection(const RunSpec& spec, const std::string& section) {
    if (section == "scenario") return spec.scenario;
    if (section == "network") return spec.network;
    if (section == "training") return spec.training;
    if (section == "measuring") return spec.measuring;
    return spec.method.parameters;
}

RunKey::RunKey(const std::string& name)
    : name_(name), figure_(findFigure(name)), environment_(figure_ == nullptr ? findEnvironmentField(name) : nullptr) {
    if (figure_ != nullptr || environment_ != nullptr) return;
    const auto dot = name.find('.');
    setting_ = dot == std::string::npos ? name : name.substr(dot + 1);
    const auto found = settingSections().find(setting_);
    if (found == settingSections().end()) refuseKey(name);
    const auto& sections = found->second;
    if (dot != std::string::npos) {
        section_ = name.substr(0, dot);
        if (!sections.contains(section_)) refuseKey(name);
        return;
    }
    if (sections.size() > 1)
        throw InputError(fmt::format("\"{0}\" is a setting of several sections; expected {1}.{0} or {2}.{0}", name,
                                     *sections.begin(), *std::next(sections.begin())));
    section_ = *sections.begin();
}

FigureValue RunKey::of(const RunRecord& run) const {
    if (figure_ != nullptr) return valueOf(*figure_, run.summary);
    if (environment_ != nullptr) return environmentValue(*environment_, run.environment);
    if (!run.spec) return {};
    const Value* value = specSection(*run.spec, section_).find(setting_);
    return value == nullptr ? FigureValue() : figureValueOf(*value);
}

std::string RunKey::textOf(const RunRecord& run) const {
    if (figure_ != nullptr && figure_->kind == FigureKind::Method) return methodTitle(run.summary.method);
    if (figure_ != nullptr) return figureText(*figure_, run.summary);
    if (environment_ != nullptr) return run.environment ? environmentText(*environment_, *run.environment) : "";
    const FigureValue value = of(run);
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return fmt::format("{}", *integer);
    if (const auto* number = std::get_if<double>(&value)) return fmt::format("{}", *number);
    return {};
}

std::string RunKey::labelOf(const std::string& text) const {
    if (text.empty()) return "without " + name_;
    return figure_ != nullptr && figure_->kind == FigureKind::Method ? text : fmt::format("{} = {}", name_, text);
}

std::vector<std::string> runKeyNames() {
    std::vector<std::string> names;
    for (const auto& figure : runFigureTable()) names.emplace_back(figure.name);
    for (const auto& field : environmentFields()) names.emplace_back(field.name);
    for (const auto& [setting, sections] : settingSections()) {
        if (findFigure(setting) == nullptr && sections.size() == 1) names.push_back(setting);
        for (const auto& section : sections) names.push_back(section + "." + setting);
    }
    return names;
}

} // namespace lightcl
