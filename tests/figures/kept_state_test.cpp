#include "figures/kept_state.h"

#include "spec/spec_file.h"
#include "support/catch.h"
#include "text/table_format.h"

using namespace lightcl;

namespace {

/// Of ten classes "a" to "j" in five tasks.
RunRecord lettersRun() {
    RunRecord run;
    run.spec = expandGrid(parseExperiment("name = \"x\"\n[scenario]\ndataset = \"fashion-mnist\"\ntasks = 5\n"
                                          "[network]\nbackbone = \"mlp\"\n[[method]]\nname = \"er\"\n",
                                          "x"))
                   .front();
    run.summary.classNames = R"(["a","b","c","d","e","f","g","h","i","j"])";
    return run;
}

KeptState stateOf(int task, const std::vector<std::int64_t>& labels) {
    KeptState state;
    state.at = {task, 1};
    BufferImages images{1, 2, 2, {}, labels};
    for (std::size_t value = 0; value < labels.size() * 4; ++value)
        images.pixels.push_back(static_cast<std::uint8_t>(value));
    state.buffer = images;
    return state;
}

} // namespace

TEST_CASE("a buffer's images are told by class, in the order of the tasks met so far", "[figures]") {
    const KeptState state = stateOf(2, {3, 0, 3, 9});
    const auto classes = bufferClasses(lettersRun(), state);
    REQUIRE(classes.size() == 5);
    CHECK(classes[0].name == "a");
    CHECK(classes[0].images == std::vector<std::size_t>{1});
    CHECK(classes[1].images.empty());
    CHECK(classes[3].name == "d");
    CHECK(classes[3].task == 2);
    CHECK(classes[3].images == std::vector<std::size_t>{0, 2});
    CHECK(classes[4].name == "j"); // of a task that has not come
    CHECK(classes[4].task == 0);
    CHECK(state.buffer->image(1)[0] == 4);
    CHECK(state.buffer->image(3).back() == 15);
    CHECK(toCsv(bufferTable(state, classes)) ==
          "after_task,class,name,task,images\n2,0,a,1,1\n2,1,b,1,0\n2,2,c,2,0\n2,3,d,2,2\n2,9,j,,1\n");
}

TEST_CASE("a buffer in a sentence says what is not in it", "[figures]") {
    const auto sentence = [](int task, const std::vector<std::int64_t>& labels) {
        return bufferSentence(bufferClasses(lettersRun(), stateOf(task, labels)));
    };
    CHECK(sentence(1, {0, 1}) == "2 images of 2 classes, 1 each");
    CHECK(sentence(1, {0, 0, 1}) == "3 images of 2 classes, 1 to 2 each");
    CHECK(sentence(1, {0}) == "1 image of 1 class; none of b");
    CHECK(sentence(4, {0, 0}) == "2 images of 1 class; none of b, c, d, e and 3 more");
    CHECK(sentence(1, {}) == "no images");
}

TEST_CASE("a buffer of a run that tells no tasks has its labels", "[figures]") {
    const auto classes = bufferClasses(RunRecord{}, stateOf(1, {7, 2}));
    REQUIRE(classes.size() == 2);
    CHECK(classes[0].name == "2");
    CHECK(classes[1].name == "7");
}
