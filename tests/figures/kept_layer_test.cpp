#include "figures/kept_layer.h"

#include "support/catch.h"

#include <cmath>

using namespace lightcl;

namespace {

/// Four channels of two weights: LightCL holds on to the second, the last has lost both its weights.
KeptLayer fourChannels() {
    KeptLayer layer;
    layer.at = {3, 1};
    layer.name = "layer4.0.conv1";
    layer.channels = 4;
    layer.weights = {0, 1, 3, 4, 2, 0, 0, 0};
    layer.alive = {true, true, true, true, true, false, false, false};
    layer.held = {1};
    layer.activity = {0.5, 0.25, 2, 0};
    return layer;
}

} // namespace

TEST_CASE("a channel has its weights' norm, its activity and the share of weights it keeps", "[figures]") {
    const auto layer = fourChannels();
    CHECK(channelValues(layer, ChannelValue::WeightNorm) == std::vector<double>{1, 5, 2, 0});
    CHECK(channelValues(layer, ChannelValue::Activity) == layer.activity);
    CHECK(channelValues(layer, ChannelValue::AliveShare) == std::vector<double>{1, 1, 0.5, 0});
    CHECK(removedChannels(layer) == std::vector<bool>{false, false, false, true});
    CHECK(channelSentence(layer) == "4 channels: LightCL holds on to 1, 1 without any weight");
    KeptLayer plain = layer;
    plain.alive.clear();
    plain.activity.clear();
    CHECK_FALSE(hasValue(plain, ChannelValue::Activity));
    CHECK_FALSE(hasValue(plain, ChannelValue::AliveShare));
    CHECK(hasValue(plain, ChannelValue::WeightNorm));
}

TEST_CASE("channels stand by their value or in their order", "[figures]") {
    const auto layer = fourChannels();
    const auto labels = [](const ValueBars& bars) {
        std::string text;
        for (const auto& bar : bars.bars) text += bar.label;
        return text;
    };
    const auto sorted = channelBars(layer, ChannelValue::Activity, true);
    CHECK(labels(sorted) == "2013");
    CHECK(sorted.kinds[sorted.bars[2].kind].name == "held on to by LightCL");
    CHECK(sorted.kinds[sorted.bars[3].kind].name == "without any weight");
    CHECK(sorted.bars[0].height == 2);
    CHECK(labels(channelBars(layer, ChannelValue::Activity, false)) == "0123");
}

TEST_CASE("the table of channels has a row for each, and no value where none was measured", "[figures]") {
    auto layer = fourChannels();
    layer.activity.clear();
    const auto table = channelTable(layer);
    REQUIRE(table.rows.size() == 4);
    CHECK(table.rows[1] == std::vector<std::string>{"3", "layer4.0.conv1", "1", "5", "", "1", "1"});
}

TEST_CASE("weights are counted in even steps between the smallest and the largest", "[figures]") {
    const auto layer = fourChannels(); // living: 0 1 3 4 2
    auto earlier = layer;
    earlier.at = {2, 1};
    earlier.weights = {0, 0, 0, 0, 0, 0, 0, 0};
    const auto bars = weightBars(layer, &earlier, 4);
    REQUIRE(bars.bars.size() == 4);
    CHECK(bars.span() == std::pair(0.0, 4.0));
    CHECK(bars.bars[3].height == 2); // 3, and 4 itself
    CHECK(bars.outline == std::vector<double>{5, 0, 0, 0});
    CHECK(bars.outlineName == "after task 2");
    CHECK(bars.highest() == 5);
    CHECK(weightSentence(layer, nullptr) == "5 weights, mean 2, sd 1.41, from 0 to 4; 38 % masked");
    earlier.weights = {0, 1, 3, 4, 0, 0, 0, 0};
    CHECK(weightSentence(layer, &earlier) ==
          "5 weights, mean 2, sd 1.41, from 0 to 4; 38 % masked; moved by 39 % since task 2"); // 2 / sqrt(26)
}

TEST_CASE("weights that are all the same are one bar, and no weights none", "[figures]") {
    auto layer = fourChannels();
    layer.weights.assign(8, 0.5F);
    const auto bars = weightBars(layer, nullptr);
    REQUIRE(bars.bars.size() == 1);
    CHECK(bars.bars[0].height == 5);
    CHECK(bars.barAt(0.5) == 0U);
    layer.alive.assign(8, false);
    CHECK(weightBars(layer, nullptr).empty());
    CHECK(weightSentence(layer, nullptr) == "no weights");
}

TEST_CASE("a bar is found by any place over it", "[figures]") {
    const auto bars = channelBars(fourChannels(), ChannelValue::WeightNorm, false);
    CHECK(bars.barAt(-0.5) == 0U);
    CHECK(bars.barAt(0.49) == 0U);
    CHECK(bars.barAt(0.5) == 1U);
    CHECK(bars.barAt(3.5) == 3U);
    CHECK_FALSE(bars.barAt(3.6));
    CHECK_FALSE(bars.barAt(-0.6));
}
