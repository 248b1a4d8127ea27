#pragma once

#include "weights/check_sum.h"
#include "weights/file_reader.h"

namespace lightcl {

/// A safetensors file, read from front to end: the header first, then each tensor's values. Throws InputError, one line
/// that names the file, when it is missing, cut short (bytes expected and found), its header is no safetensors header,
/// a tensor's extent and shape disagree, or a check sum is present and wrong.
class SafetensorsReader {
public:
    /// Reads and checks the header.
    explicit SafetensorsReader(const std::filesystem::path& file);

    /// Without the file's own check sums.
    [[nodiscard]] const TensorHeader& header() const { return header_; }
    /// Whether the file has both of the check sums that this program writes.
    [[nodiscard]] bool hasCheckSums() const { return hasHeaderCheck_ && !valuesCheck_.empty(); }
    /// The values of the next of header().tensors; `bytes` is as long as they are.
    void read(std::span<std::byte> bytes);
    /// Checks the values; call it once, when all are read.
    void finish() const;

private:
    void readHeader();
    /// Takes a check sum out of the metadata; empty in a file that was written elsewhere.
    std::string takeCheck(const char* key);
    void compare(const char* key, const std::string& expected, const std::string& found) const;

    FileReader reader_;
    TensorHeader header_;
    bool hasHeaderCheck_ = false;
    std::string valuesCheck_;
    CheckSum values_;
};

} // namespace lightcl
