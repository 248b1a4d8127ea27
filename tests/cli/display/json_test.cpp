#include "cli/display/json.h"

#include "catalog/catalog.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("every setting of the catalog is described in JSON, with a type of its own") {
    const Json scenario = toJson(catalog().scenarioParameters());
    CHECK(scenario.size() == catalog().scenarioParameters().size());
    for (const Json& parameter : scenario)
        if (parameter["name"] == "class_order") CHECK(parameter["type"] == "choice_or_list");
    for (const auto& infos : {catalog().networkParameters(), catalog().trainingParameters(),
                              catalog().measuringParameters(), catalog().pretrainingParameters()})
        CHECK(toJson(infos).size() == infos.size());
}
