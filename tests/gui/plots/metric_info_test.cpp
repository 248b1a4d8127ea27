#include "plots/metric_info.h"

#include "support/catch.h"

#include <cmath>

using namespace lightcl;

TEST_CASE("Metrics come in their usual order, unknown ones last") {
    LayerMetrics measured;
    for (const auto* name : {"an_own_metric", "memory_stability", "learning_plasticity"})
        measured.add(name, {1, 1}, 0, 1);
    CHECK(metricNames(measured) ==
          std::vector<std::string>{"learning_plasticity", "memory_stability", "an_own_metric"});
    CHECK(metricInfo("memory_stability").bounded);
    CHECK_FALSE(metricInfo("gradient_norm").bounded);
    CHECK(metricInfo("an_own_metric").title == "An own metric");
    CHECK(metricInfo("gradient_l1").title == "Mean absolute gradient");
    CHECK(metricText(metricInfo("frozen"), 1) == "frozen");
    CHECK(metricText(metricInfo("frozen"), 0) == "trained");
    CHECK(metricText(metricInfo("memory_stability"), 0.8764) == "0.876");
    CHECK(metricText(metricInfo("gradient_norm"), 0.00012345) == "0.000123");
    CHECK(metricText(metricInfo("gradient_norm"), std::nan("")) == "-");
}
