#include "running/run_queue.h"
#include "support/catch.h"

#include <initializer_list>

using namespace lightcl;

namespace {

RunQueue queueOf(std::initializer_list<WaitingRun> runs, int cores) {
    RunQueue queue(cores);
    for (const auto& run : runs) queue.add(run);
    return queue;
}

} // namespace

TEST_CASE("Runs start while their threads fit into the cores") {
    auto queue = queueOf({{1, {1}}, {2, {2}}, {3, {1}}, {4, {1}}}, 2);
    CHECK(queue.takeNext() == RunJob{1, 1});
    CHECK(queue.takeNext() == RunJob{3, 1}); // 2 does not fit beside 1
    CHECK_FALSE(queue.takeNext());
    queue.finished({1, 1});
    CHECK(queue.takeNext() == RunJob{4, 1});
    queue.finished({3, 1});
    queue.finished({4, 1});
    CHECK(queue.takeNext() == RunJob{2, 2});
    CHECK_FALSE(queue.takeNext());
    CHECK(queue.waiting().empty());
}

TEST_CASE("Runs that wait share the cores, and the last one takes what is free") {
    auto queue = queueOf({{1, {4, true}}, {2, {4, true}}, {3, {4, true}}}, 4);
    CHECK(queue.takeNext() == RunJob{1, 1});
    CHECK(queue.takeNext() == RunJob{2, 1});
    CHECK(queue.takeNext() == RunJob{3, 2});
    auto sweep = queueOf({{1, {2, true}}, {2, {2, true}}, {3, {2, true}}}, 2);
    CHECK(sweep.takeNext() == RunJob{1, 1});
    CHECK(sweep.takeNext() == RunJob{2, 1});
    CHECK_FALSE(sweep.takeNext());
    sweep.finished({1, 1});
    sweep.finished({2, 1});
    CHECK(sweep.takeNext() == RunJob{3, 2});
}

TEST_CASE("A run that asks for more threads than cores runs alone") {
    auto queue = queueOf({{1, {8}}, {2, {1}}}, 2);
    CHECK(queue.takeNext() == RunJob{1, 8});
    CHECK_FALSE(queue.takeNext());
    queue.finished({1, 8});
    CHECK(queue.takeNext() == RunJob{2, 1});
}

TEST_CASE("What other programs train keeps cores busy") {
    auto queue = queueOf({{1, {2}}, {2, {1}}, {3, {8}}, {4, {4, true}}}, 4);
    CHECK_FALSE(queue.takeNext(4));
    CHECK(queue.takeNext(3) == RunJob{2, 1}); // 1 does not fit beside them
    CHECK_FALSE(queue.takeNext(3));
    CHECK(queue.takeNext(1) == RunJob{1, 2});
    queue.finished({1, 2});
    queue.finished({2, 1});
    CHECK(queue.takeNext(2) == RunJob{4, 1}); // its share of the two, which 3 wants as well
    queue.finished({4, 1});
    CHECK_FALSE(queue.takeNext(1)); // alone means alone
    CHECK(queue.takeNext(0) == RunJob{3, 8});
}

TEST_CASE("A run can leave the queue") {
    auto queue = queueOf({{1, {1}}, {2, {1}}}, 1);
    CHECK(queue.isWaiting(1));
    CHECK(queue.remove(1));
    CHECK_FALSE(queue.remove(1));
    CHECK(queue.takeNext() == RunJob{2, 1});
}
