#include "engine/engine_fixture.h"
#include "methods/structure/forgetting_counter.h"
#include "support/catch.h"

#include <limits>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace {

torch::Tensor numbers(const std::vector<std::int64_t>& values) {
    return torch::tensor(values, torch::kInt64);
}

torch::Tensor right(const std::vector<std::int64_t>& values) {
    return numbers(values).to(torch::kBool);
}

constexpr std::int64_t kNever = std::numeric_limits<std::int32_t>::max();

/// 10: right, wrong, right, wrong. 20: always wrong. 30: wrong, then right. 40: right, wrong, wrong, right.
ForgettingCounter fourExamples() {
    ForgettingCounter counter;
    counter.begin(numbers({40, 10, 30, 20}));
    counter.note(numbers({10, 20}), right({1, 0}));
    counter.note(numbers({40, 30}), right({1, 0}));
    counter.note(numbers({30, 10, 20, 40}), right({1, 0, 0, 0}));
    counter.note(numbers({10, 20, 30, 40}), right({1, 0, 1, 0}));
    counter.note(numbers({10, 20, 30, 40}), right({0, 0, 1, 1}));
    return counter;
}

} // namespace

TEST_CASE("A forgetting event is a wrong prediction after a right one") {
    const ForgettingCounter counter = fourExamples();
    CHECK(torch::equal(counter.indices(), numbers({10, 20, 30, 40})));
    CHECK(torch::equal(counter.difficulty().to(torch::kInt64), numbers({2, kNever, 0, 1})));
}

TEST_CASE("The easiest examples are dropped and counting starts anew") {
    RandomStream random(1);
    ForgettingCounter counter = fourExamples();
    counter.dropEasiest(2, random);
    CHECK(torch::equal(counter.indices(), numbers({10, 20})));
    CHECK(torch::equal(counter.difficulty().to(torch::kInt64), numbers({kNever, kNever})));
    counter.note(numbers({20}), right({1}));
    counter.dropEasiest(1, random);
    CHECK(torch::equal(counter.indices(), numbers({10})));
    counter.dropEasiest(5, random);
    CHECK(counter.indices().size(0) == 1);
}

TEST_CASE("Which of equally easy examples are dropped is drawn") {
    RandomStream random(1);
    std::set<std::int64_t> left;
    for (int i = 0; i < 60; ++i) {
        ForgettingCounter counter;
        counter.begin(numbers({1, 2, 3, 4}));
        counter.note(numbers({1, 2, 3, 4}), right({1, 1, 1, 1}));
        counter.dropEasiest(3, random);
        left.insert(counter.indices().item<std::int64_t>());
    }
    CHECK(left == std::set<std::int64_t>{1, 2, 3, 4});
}

TEST_CASE("A forgetting counter goes on from what it saved") {
    ForgettingCounter counter = fourExamples();
    TensorFile file;
    counter.save(StateArchive(file, "f/"));
    file = asRead(file);
    ForgettingCounter other;
    other.restore(StateArchive(file, "f/"));
    for (ForgettingCounter* one : {&counter, &other}) one->note(numbers({30, 40}), right({0, 0}));
    CHECK(torch::equal(other.difficulty(), counter.difficulty()));
    CHECK(torch::equal(other.difficulty().to(torch::kInt64), numbers({2, kNever, 1, 2})));
}
