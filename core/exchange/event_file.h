#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace lightcl {

/// CRC-32C (Castagnoli, RFC 3720 appendix B.4).
std::uint32_t crc32c(std::string_view bytes);

/// The content of a TensorBoard event file: TFRecord frames (length and its masked CRC-32C, data and its masked
/// CRC-32C) around serialised protocol buffers of type Event (TensorFlow's event.proto: wall_time = 1, step = 2,
/// file_version = 3, summary = 5; summary.proto: value = 1 with tag = 1, simple_value = 2).
class EventFile {
public:
    /// `wallTime`: seconds since 1970, of every event.
    explicit EventFile(double wallTime);

    void addScalar(const std::string& tag, std::int64_t step, double value);
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    void addRecord(const std::string& event);
    [[nodiscard]] std::string eventStart(std::int64_t step) const;

    double wallTime_;
    std::string bytes_;
};

} // namespace lightcl
