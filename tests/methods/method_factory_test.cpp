#include "methods/method_factory.h"

#include "catalog/catalog.h"
#include "support/catch.h"

#include <set>

using namespace lightcl;

TEST_CASE("The engine makes the catalog's methods, each of them and no other") {
    std::set<std::string> made, known;
    for (const auto& [name, maker] : methodMakers()) made.insert(name);
    for (const MethodInfo& method : catalog().methods()) known.insert(method.name);
    CHECK(made == known);
}
