#include "running/kept_state_reader.h"

#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"
#include "weights/safetensors_writer.h"

#include <fstream>

using namespace lightcl;

namespace {

template <class Number>
TensorView viewOf(const char* name, ElementType type, std::vector<std::int64_t> shape,
                  const std::vector<Number>& values) {
    return {name, type, std::move(shape), std::as_bytes(std::span(values))};
}

const std::vector<std::uint8_t> kPixels{1, 2, 3, 4, 5, 6, 7, 8};
const std::vector<std::int64_t> kTwoLabels{5, 6};
const std::vector<float> kThreeWeights{1, 2, 3};
const std::vector<std::int64_t> kMarked{1};

} // namespace

TEST_CASE("a checkpoint tells what the method kept in it", "[running]") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "c.safetensors";
    writeSafetensors(file, {{"task", "3"}, {"epoch", "2"}},
                     {viewOf("state/network/fc.weight", ElementType::F32, {3}, kThreeWeights),
                      viewOf("state/method/buffer/images", ElementType::U8, {2, 1, 2, 2}, kPixels),
                      viewOf("state/method/buffer/labels", ElementType::I64, {2}, kTwoLabels)});
    const KeptState state = readKeptState(file);
    CHECK(state.at == RunPosition{3, 2});
    REQUIRE(state.buffer);
    CHECK(state.buffer->pixels == kPixels);
    CHECK(state.buffer->labels == kTwoLabels);
    CHECK(state.buffer->height == 2);
}

TEST_CASE("activations in a buffer are no images", "[running]") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "c.safetensors";
    writeSafetensors(file, {{"task", "1"}, {"epoch", "1"}},
                     {viewOf("state/method/buffer/images", ElementType::U8, {2, 4}, kPixels),
                      viewOf("state/method/buffer/labels", ElementType::I64, {2}, kTwoLabels)});
    const KeptState state = readKeptState(file);
    CHECK_FALSE(state.buffer);
    CHECK(state.storedActivations == 2);
}

TEST_CASE("a checkpoint that is gone, cut short, or none is told in one line", "[running]") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "c.safetensors";
    const auto message = [&] { return test::messageOf<InputError>([&] { readKeptState(file); }); };
    CHECK(test::contains(message(), file.string()));
    writeSafetensors(file, {}, {viewOf("fc.weight", ElementType::F32, {3}, kThreeWeights)});
    CHECK(message() == file.string() + ": expected a run's checkpoint, found no task in it");
    writeSafetensors(file, {{"task", "1"}},
                     {viewOf("state/method/buffer/images", ElementType::U8, {2, 1, 2, 2}, kPixels),
                      viewOf("state/method/buffer/labels", ElementType::I64, {1}, std::vector<std::int64_t>{5})});
    CHECK(test::contains(message(), "expected a label for each of the replay buffer's samples, found 1 for 2"));
    writeSafetensors(file, {{"task", "1"}}, {viewOf("state/a", ElementType::F32, {3}, kThreeWeights)});
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - 4);
    CHECK(test::contains(message(), file.string()));
}

TEST_CASE("a checkpoint tells of a layer's weights, channels and masks", "[running]") {
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "c.safetensors";
    const std::vector<float> weights{1, 0, 3, 0, 0, 0};                // three channels of two weights
    const std::vector<std::int64_t> alive{0b000101};                   // the lowest bit is the first weight's
    const std::vector<float> then{1, 1, 1, 1, 1, 1};                   // another task's
    const std::vector<float> map{1, -3, 0, 5, 2, 2, 1, 1, 0, 0, 0, 2}; // two rows of three channels of two positions
    writeSafetensors(file, {{"task", "2"}, {"epoch", "1"}},
                     {viewOf("measurer/probe/1.4", ElementType::F32, {2, 3}, then),
                      viewOf("measurer/probe/2.4", ElementType::F32, {2, 3, 1, 2}, map),
                      viewOf("measurer/probe/2.14", ElementType::F32, {2, 3}, then),
                      viewOf("state/method/masks/conv.weight.alive", ElementType::I64, {1}, alive),
                      viewOf("state/method/patterns/4.channels", ElementType::I64, {1}, kMarked),
                      viewOf("state/network/conv.weight", ElementType::F32, {3, 2, 1, 1}, weights)});
    const KeptLayer layer = readKeptLayer(file, "conv", 4);
    CHECK(layer.at == RunPosition{2, 1});
    CHECK(layer.channels == 3);
    CHECK(layer.weights == weights);
    CHECK(layer.held == kMarked);
    CHECK(layer.alive == std::vector<bool>{true, false, true, false, false, false});
    CHECK(layer.activity == std::vector<double>{(1 + 3 + 1 + 1) / 4.0, (0 + 5 + 0 + 0) / 4.0, (2 + 2 + 0 + 2) / 4.0});
    CHECK(test::contains(test::messageOf<InputError>([&] { readKeptLayer(file, "fc", 5); }),
                         "expected the weights of layer fc, found none"));
}
