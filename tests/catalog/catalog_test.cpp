#include "catalog/catalog.h"
#include "support/catch.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <set>

using namespace lightcl;

namespace {

std::vector<ParameterInfo> allParameters() {
    std::vector<ParameterInfo> all;
    const auto add = [&](const std::vector<ParameterInfo>& more) { all.insert(all.end(), more.begin(), more.end()); };
    add(catalog().scenarioParameters());
    add(catalog().networkParameters());
    add(catalog().trainingParameters());
    add(catalog().measuringParameters());
    for (const auto& method : catalog().methods()) add(method.parameters);
    for (const auto& backbone : catalog().backbones()) add(backbone.parameters);
    return all;
}

const ParameterInfo& named(const std::vector<ParameterInfo>& infos, std::string_view name) {
    for (const auto& info : infos) {
        if (info.name == name) return info;
    }
    throw std::logic_error("no setting " + std::string(name));
}

} // namespace

TEST_CASE("every setting has a help line and a default that fits, or is required", "[catalog]") {
    std::set<std::string> required;
    for (const auto& info : allParameters()) {
        INFO(info.name);
        CHECK_FALSE(info.help.empty());
        CHECK(info.help.find('\n') == std::string::npos);
        if (info.required()) required.insert(info.name);
    }
    CHECK(required == std::set<std::string>{"backbone", "dataset"});
}

TEST_CASE("no method's setting hides a training key", "[catalog]") {
    for (const auto& method : catalog().methods()) {
        for (const auto& info : method.parameters) {
            for (const auto& key : catalog().trainingParameters()) CHECK(info.name != key.name);
            CHECK(info.name != "name");
        }
    }
}

TEST_CASE("entries are found by name", "[catalog]") {
    REQUIRE(catalog().method("lightcl") != nullptr);
    CHECK(catalog().method("lightcl")->title == "LightCL");
    CHECK(catalog().method("lightc") == nullptr);
    CHECK(catalog().dataset("cifar-10")->input == Shape{3, 32, 32});
    CHECK(catalog().backbone("mlp")->parameters.size() == 1);
    for (const auto& dataset : catalog().datasets()) {
        INFO(dataset.name);
        CHECK((dataset.classNames.empty() || std::ssize(dataset.classNames) == dataset.classes));
        CHECK(std::ssize(dataset.trainCounts) == dataset.classes);
        CHECK(std::ssize(dataset.testCounts) == dataset.classes);
    }
}

TEST_CASE("the counts of MNIST's classes add up", "[catalog]") {
    const auto& mnist = *catalog().dataset("mnist");
    CHECK(std::accumulate(mnist.trainCounts.begin(), mnist.trainCounts.end(), 0) == 60'000);
    CHECK(std::accumulate(mnist.testCounts.begin(), mnist.testCounts.end(), 0) == 10'000);
}

TEST_CASE("an integer is accepted within its range", "[catalog]") {
    const auto& epochs = named(catalog().trainingParameters(), "epochs");
    CHECK(epochs.expectation() == "an integer from 1 to 100000");
    CHECK(epochs.accepts(Value{std::int64_t{1}}));
    CHECK(epochs.accepts(Value{std::int64_t{100'000}}));
    CHECK_FALSE(epochs.accepts(Value{std::int64_t{0}}));
    CHECK_FALSE(epochs.accepts(Value{std::int64_t{100'001}}));
    CHECK_FALSE(epochs.accepts(Value{1.0}));
    CHECK_FALSE(epochs.accepts(Value{true}));
}

TEST_CASE("a number takes integers and refuses what is not finite", "[catalog]") {
    const auto& beta = named(catalog().method("lightcl")->parameters, "beta");
    CHECK(beta.expectation() == "a number of at least 0");
    CHECK(beta.accepts(Value{std::int64_t{3}}));
    CHECK(beta.accepts(Value{0.5}));
    CHECK_FALSE(beta.accepts(Value{-0.5}));
    CHECK_FALSE(beta.accepts(Value{std::numeric_limits<double>::quiet_NaN()}));
    CHECK_FALSE(beta.accepts(Value{std::numeric_limits<double>::infinity()}));
    CHECK_FALSE(beta.accepts(Value{std::string{"0.5"}}));
}

TEST_CASE("a list is checked entry by entry and is empty only where the default is", "[catalog]") {
    using List = std::vector<std::int64_t>;
    const auto& hidden = catalog().backbone("mlp")->parameters.front();
    CHECK(hidden.accepts(Value{List{1, 65'536}}));
    CHECK_FALSE(hidden.accepts(Value{List{1, 0}}));
    CHECK_FALSE(hidden.accepts(Value{List{}}));
    CHECK(named(catalog().scenarioParameters(), "class_order").accepts(Value{List{}}));
}

TEST_CASE("a choice is one of its choices", "[catalog]") {
    const auto& kind = named(catalog().scenarioParameters(), "kind");
    CHECK(kind.expectation() == "one of class-incremental, task-incremental, domain-incremental");
    CHECK(kind.accepts(Value{std::string{"task-incremental"}}));
    CHECK_FALSE(kind.accepts(Value{std::string{"data-incremental"}}));
}

TEST_CASE("every method says what it demands of a run", "[catalog]") {
    std::set<std::string> names;
    for (const MethodInfo& method : catalog().methods()) {
        INFO(method.name);
        CHECK(method.demands != nullptr);
        CHECK(names.insert(method.name).second);
    }
}

TEST_CASE("every backbone describes a network of its own name from its defaults", "[catalog]") {
    std::set<std::string> names;
    for (const BackboneInfo& backbone : catalog().backbones()) {
        INFO(backbone.name);
        REQUIRE(backbone.describe != nullptr);
        Parameters defaults;
        for (const ParameterInfo& setting : backbone.parameters) defaults.set(setting.name, setting.defaultValue);
        const NetworkSpec network = backbone.describe(defaults, {3, 32, 32}, 10);
        CHECK(network.backbone == backbone.name);
        CHECK(network.stages.back().name == "head");
        CHECK(network.layers().back().name == "fc");
        CHECK(names.insert(backbone.name).second);
    }
}
