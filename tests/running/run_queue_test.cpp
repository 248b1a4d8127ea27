#include "running/run_queue.h"
#include "support/catch.h"

using namespace lightcl;

TEST_CASE("Runs start while their threads fit into the cores") {
    RunQueue queue({{1, {1}}, {2, {2}}, {3, {1}}, {4, {1}}}, 2);
    CHECK(queue.takeNext() == RunJob{1, 1});
    CHECK(queue.takeNext() == RunJob{3, 1}); // 2 does not fit beside 1
    CHECK_FALSE(queue.takeNext());
    queue.finished({1, 1});
    CHECK(queue.takeNext() == RunJob{4, 1});
    queue.finished({3, 1});
    queue.finished({4, 1});
    CHECK(queue.takeNext() == RunJob{2, 2});
    CHECK_FALSE(queue.takeNext());
    CHECK(queue.waiting() == 0);
}

TEST_CASE("Runs that wait share the cores, and the last one takes what is free") {
    RunQueue queue({{1, {4, true}}, {2, {4, true}}, {3, {4, true}}}, 4);
    CHECK(queue.takeNext() == RunJob{1, 1});
    CHECK(queue.takeNext() == RunJob{2, 1});
    CHECK(queue.takeNext() == RunJob{3, 2});
    RunQueue sweep({{1, {2, true}}, {2, {2, true}}, {3, {2, true}}}, 2);
    CHECK(sweep.takeNext() == RunJob{1, 1});
    CHECK(sweep.takeNext() == RunJob{2, 1});
    CHECK_FALSE(sweep.takeNext());
    sweep.finished({1, 1});
    sweep.finished({2, 1});
    CHECK(sweep.takeNext() == RunJob{3, 2});
}

TEST_CASE("A run that asks for more threads than cores runs alone") {
    RunQueue queue({{1, {8}}, {2, {1}}}, 2);
    CHECK(queue.takeNext() == RunJob{1, 8});
    CHECK_FALSE(queue.takeNext());
    queue.finished({1, 8});
    CHECK(queue.takeNext() == RunJob{2, 1});
}
