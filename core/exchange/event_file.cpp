#include "exchange/event_file.h"

#include <array>
#include <bit>

namespace lightcl {

namespace {

std::array<std::uint32_t, 256> castagnoliTable() {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t value = byte;
        for (int bit = 0; bit < 8; ++bit) value = (value & 1) != 0 ? (value >> 1) ^ 0x82f63b78 : value >> 1;
        table[byte] = value;
    }
    return table;
}

/// Whole numbers stand with their lowest byte first, whatever this machine has.
template <typename Number>
std::string littleEndian(Number value) {
    std::string bytes;
    for (std::size_t i = 0; i < sizeof value; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xff);
    return bytes;
}

std::uint32_t maskedCrc(std::string_view bytes) {
    return std::rotr(crc32c(bytes), 15) + 0xa282ead8;
}

std::string varint(std::uint64_t value) {
    std::string bytes;
    for (; value >= 0x80; value >>= 7) bytes += static_cast<char>((value & 0x7f) | 0x80);
    return bytes + static_cast<char>(value);
}

enum class WireType : std::uint64_t { Varint = 0, Fixed64 = 1, Bytes = 2, Fixed32 = 5 };

std::string fieldKey(std::uint64_t field, WireType type) {
    return varint(field << 3 | static_cast<std::uint64_t>(type));
}

std::string bytesField(std::uint64_t field, const std::string& bytes) {
    return fieldKey(field, WireType::Bytes) + varint(bytes.size()) + bytes;
}

} // namespace

std::uint32_t crc32c(std::string_view bytes) {
    static const auto table = castagnoliTable();
    std::uint32_t value = 0xffffffff;
    for (const char byte : bytes) value = table[(value ^ static_cast<unsigned char>(byte)) & 0xff] ^ (value >> 8);
    return ~value;
}

EventFile::EventFile(double wallTime) : wallTime_(wallTime) {
    addRecord(eventStart(0) + bytesField(3, "brain.Event:2"));
}

std::string EventFile::eventStart(std::int64_t step) const {
    std::string event = fieldKey(1, WireType::Fixed64) + littleEndian(std::bit_cast<std::uint64_t>(wallTime_));
    if (step != 0) event += fieldKey(2, WireType::Varint) + varint(static_cast<std::uint64_t>(step));
    return event;
}

void EventFile::addScalar(const std::string& tag, std::int64_t step, double value) {
    const auto bits = std::bit_cast<std::uint32_t>(static_cast<float>(value));
    const std::string scalar = bytesField(1, tag) + fieldKey(2, WireType::Fixed32) + littleEndian(bits);
    addRecord(eventStart(step) + bytesField(5, bytesField(1, scalar)));
}

void EventFile::addRecord(const std::string& event) {
    const std::string length = littleEndian(std::uint64_t{event.size()});
    bytes_ += length + littleEndian(maskedCrc(length)) + event + littleEndian(maskedCrc(event));
}

} // namespace lightcl
