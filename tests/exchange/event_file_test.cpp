#include "exchange/event_file.h"

#include "exchange/run_events.h"
#include "store/run_store.h"
#include "store/run_writer.h"
#include "store/store_fixture.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// Reads event files bit by bit, sharing nothing with what writes them.
struct Scalar {
    std::string tag;
    std::int64_t step = 0;
    float value = 0;
    double time = 0;
};

std::uint32_t slowCrc(const std::string& bytes) {
    std::uint32_t value = ~0U;
    for (const unsigned char byte : bytes)
        for (int bit = 0; bit < 8; ++bit) {
            const bool differs = ((value ^ (byte >> bit)) & 1) != 0;
            value = (value >> 1) ^ (differs ? 0x82f63b78U : 0U);
        }
    value = ~value;
    return ((value >> 15) | (value << 17)) + 0xa282ead8U;
}

std::uint64_t number(const std::string& bytes) {
    std::uint64_t value = 0;
    for (std::size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
    return value;
}

using Fields = std::multimap<std::uint64_t, std::string>;

/// A message's fields: varints as eight bytes, the others as they stand.
Fields fieldsOf(const std::string& message) {
    Fields fields;
    std::size_t at = 0;
    const auto varint = [&] {
        std::uint64_t value = 0;
        for (int shift = 0;; shift += 7) {
            const auto byte = static_cast<unsigned char>(message.at(at++));
            value |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80) return value;
        }
    };
    const auto take = [&](std::size_t length) {
        const std::string part = message.substr(at, length);
        if (part.size() != length) throw std::runtime_error("cut short");
        at += length;
        return part;
    };
    while (at < message.size()) {
        const std::uint64_t key = varint();
        switch (key & 7) {
        case 0: {
            const std::uint64_t value = varint();
            fields.emplace(key >> 3, std::string(reinterpret_cast<const char*>(&value), sizeof value));
            break;
        }
        case 1:
            fields.emplace(key >> 3, take(8));
            break;
        case 2:
            fields.emplace(key >> 3, take(varint()));
            break;
        case 5:
            fields.emplace(key >> 3, take(4));
            break;
        default:
            throw std::runtime_error("no such type");
        }
    }
    return fields;
}

template <typename Number>
Number as(const std::string& bytes) {
    Number value{};
    REQUIRE(bytes.size() == sizeof value);
    std::memcpy(&value, bytes.data(), sizeof value);
    return value;
}

std::vector<Scalar> scalarsOf(const std::string& file) {
    std::vector<Scalar> scalars;
    std::size_t at = 0;
    bool first = true;
    while (at < file.size()) {
        const std::string length = file.substr(at, 8);
        REQUIRE(number(file.substr(at + 8, 4)) == slowCrc(length));
        const std::string data = file.substr(at + 12, number(length));
        REQUIRE(number(file.substr(at + 12 + data.size(), 4)) == slowCrc(data));
        at += 16 + data.size();
        const Fields event = fieldsOf(data);
        if (first) {
            CHECK(event.find(3)->second == "brain.Event:2");
        } else {
            const Fields value = fieldsOf(fieldsOf(event.find(5)->second).find(1)->second);
            scalars.push_back({value.find(1)->second, event.count(2) == 0 ? 0 : as<std::int64_t>(event.find(2)->second),
                               as<float>(value.find(2)->second), as<double>(event.find(1)->second)});
        }
        first = false;
    }
    return scalars;
}

} // namespace

TEST_CASE("CRC-32C gives the published values", "[exchange]") {
    CHECK(crc32c("123456789") == 0xe3069283);
    CHECK(crc32c(std::string(32, '\0')) == 0x8a9136aa);
    CHECK(crc32c(std::string(32, '\xff')) == 0x62a8ab43);
}

TEST_CASE("an event file's frames, check sums and scalars are read by another reader", "[exchange]") {
    EventFile file(1.5);
    file.addScalar("loss", 300, 0.25);
    file.addScalar(std::string(200, 'x'), 0, -2);
    const auto scalars = scalarsOf(file.bytes());
    REQUIRE(scalars.size() == 2);
    CHECK(scalars[0].tag == "loss");
    CHECK(scalars[0].step == 300);
    CHECK(scalars[0].value == 0.25F);
    CHECK(scalars[0].time == 1.5);
    CHECK(scalars[1].tag.size() == 200);
    CHECK(scalars[1].value == -2.0F);
}

TEST_CASE("a run's curves are in its event file, over epochs and steps of all tasks", "[exchange]") {
    const TemporaryFolder folder;
    auto database = Database::openForWriting(folder / "a.sqlite");
    const RunId run = startExample(database);
    RunWriter writer(database, run);
    writer.add(AccuracyRow{0, 0, 1, {}, 0.1});
    writer.add(AccuracyRow{1, 1, 1, 0.5, 0.75});
    writer.add(AccuracyRow{1, 1, 2, {}, 0.5});
    writer.add(AccuracyRow{2, 1, 1, 0.25, 0.5});
    writer.add(AccuracyRow{2, 1, 2, 0.75, 1});
    writer.add(LossRow{1, 1, 5, 2});
    writer.add(LossRow{1, 1, 8, 1});
    writer.add(LossRow{2, 1, 5, 3});
    writer.add(LayerMetricRow{2, 1, 0, "fc1", "memory_stability", 0.5});
    writer.flush();
    std::map<std::string, std::map<std::int64_t, float>> curves;
    for (const Scalar& scalar : scalarsOf(runEvents(database, run))) curves[scalar.tag][scalar.step] = scalar.value;
    using Curve = std::map<std::int64_t, float>;
    CHECK(curves["class_il/mean"] == Curve{{1, 0.5F}, {2, 0.5F}});
    CHECK(curves["class_il/task 2"] == Curve{{2, 0.75F}});
    CHECK(curves["task_il/mean"] == Curve{{1, 0.75F}, {2, 0.75F}});
    CHECK(curves["loss"] == Curve{{5, 2.0F}, {8, 1.0F}, {13, 3.0F}});
    CHECK(curves["memory_stability/fc1"] == Curve{{2, 0.5F}});
    CHECK(contains(eventFileName(database, run), "events.out.tfevents."));
}
