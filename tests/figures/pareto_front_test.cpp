#include "figures/pareto_front.h"

#include "support/catch.h"

#include <cmath>

using namespace lightcl;

TEST_CASE("The front holds what no other point beats in both figures, in order of x") {
    const std::vector<std::pair<double, double>> points = {{5, 0.9}, {1, 0.4}, {3, 0.3}, {2, 0.7}, {6, 0.9}};
    // Less memory is better, more accuracy is: (3, 0.3) loses against (1, 0.4), (6, 0.9) against (5, 0.9).
    CHECK(paretoFront(points, Better::Lower, Better::Higher) == std::vector<std::size_t>{1, 3, 0});
    CHECK(paretoFront(points, Better::Higher, Better::Higher) == std::vector<std::size_t>{4});
    CHECK(paretoFront(points, Better::Lower, Better::Lower) == std::vector<std::size_t>{1, 2});
}

TEST_CASE("Equal points share the front; what is no number is on none") {
    CHECK(paretoFront({{1, 1}, {1, 1}, {NAN, 5}}, Better::Lower, Better::Higher) == std::vector<std::size_t>{0, 1});
    CHECK(paretoFront({}, Better::Lower, Better::Higher).empty());
}
