#include "runs/run_event.h"

#include "base/error.h"

#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>

namespace lightcl {

namespace {

using Json = nlohmann::ordered_json;

void addText(Json& json, const char* key, const std::string& text) {
    if (!text.empty()) json[key] = text;
}

void addCount(Json& json, const char* key, int count) {
    if (count != 0) json[key] = count;
}

// JSON knows no number that is not finite; `null` says that the figure is one, where leaving it out would mean 0.
void addFigure(Json& json, const char* key, double figure, double absent) {
    if (figure == absent) return;
    if (std::isfinite(figure))
        json[key] = figure;
    else
        json[key] = nullptr;
}

void addFigure(Json& json, const char* key, const std::optional<double>& figure) {
    if (figure) addFigure(json, key, *figure, std::numeric_limits<double>::quiet_NaN());
}

void read(const Json& json, const char* key, double& figure) {
    if (const auto found = json.find(key); found != json.end())
        figure = found->is_null() ? std::numeric_limits<double>::quiet_NaN() : found->get<double>();
}

void read(const Json& json, const char* key, std::optional<double>& figure) {
    if (!json.contains(key)) return;
    double value = 0;
    read(json, key, value);
    figure = value;
}

template <typename T>
void read(const Json& json, const char* key, T& value) {
    if (const auto found = json.find(key); found != json.end()) value = found->get<T>();
}

RunEvent eventFrom(const Json& json) {
    RunEvent event;
    event.event = json.at("event").get<std::string>();
    read(json, "run", event.run);
    read(json, "name", event.name);
    read(json, "method", event.method);
    read(json, "seed", event.seed);
    read(json, "task", event.task);
    read(json, "tasks", event.tasks);
    read(json, "epoch", event.epoch);
    read(json, "epochs", event.epochs);
    read(json, "step", event.step);
    read(json, "steps", event.steps);
    read(json, "loss", event.loss);
    read(json, "fraction", event.fraction);
    read(json, "remaining_seconds", event.remainingSeconds);
    read(json, "seconds", event.seconds);
    read(json, "measuring_share", event.measuringShare);
    read(json, "class_il", event.classIl);
    read(json, "task_il", event.taskIl);
    read(json, "state", event.state);
    read(json, "message", event.message);
    return event;
}

} // namespace

RunEvent RunEvent::of(const RunSummary& run, std::string event, RunEvent figures) {
    figures.event = std::move(event);
    figures.run = run.id;
    figures.name = run.name;
    figures.method = run.method;
    figures.seed = run.seed;
    return figures;
}

RunEvent RunEvent::of(const RunSummary& run, std::string event) {
    return of(run, std::move(event), {});
}

std::string toJsonLine(const RunEvent& event) {
    Json json;
    json["event"] = event.event;
    json["run"] = event.run;
    addText(json, "name", event.name);
    addText(json, "method", event.method);
    json["seed"] = event.seed;
    addCount(json, "task", event.task);
    addCount(json, "tasks", event.tasks);
    addCount(json, "epoch", event.epoch);
    addCount(json, "epochs", event.epochs);
    addCount(json, "step", event.step);
    addCount(json, "steps", event.steps);
    addFigure(json, "loss", event.loss, 0);
    addFigure(json, "fraction", event.fraction, 0);
    if (event.remainingSeconds >= 0) addFigure(json, "remaining_seconds", event.remainingSeconds, -1);
    addFigure(json, "seconds", event.seconds, 0);
    addFigure(json, "measuring_share", event.measuringShare, 0);
    addFigure(json, "class_il", event.classIl);
    addFigure(json, "task_il", event.taskIl);
    addText(json, "state", event.state);
    addText(json, "message", event.message);
    // A message may quote bytes that are no UTF-8, such as a file's name.
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

RunEvent parseRunEvent(std::string_view line) {
    try {
        return eventFrom(Json::parse(line));
    } catch (const Json::exception&) {
        throw Error(fmt::format("worker output: expected an event as a JSON object, got \"{}\"", line));
    }
}

} // namespace lightcl
