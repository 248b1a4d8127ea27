#include "weights/header_parser.h"

#include "base/error.h"
#include "text/printable.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <unordered_set>
#include <utility>

namespace lightcl {

namespace {

constexpr std::size_t kMostDimensions = 64; // LibTorch's own limit for most operations

[[noreturn]] void failHeader(std::string message) {
    throw InputError(printable(std::move(message)));
}

/// Bytes that a shape takes; nothing when the product (of all dimensions but zeros, as strides are) passes 63 bits.
std::optional<std::uint64_t> shapeBytes(const std::vector<std::int64_t>& shape, std::uint64_t elementBytes) {
    constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    std::uint64_t bytes = elementBytes;
    bool empty = false;
    for (const auto signedSize : shape) {
        const auto size = static_cast<std::uint64_t>(signedSize);
        empty = empty || size == 0;
        if (size > 1 && bytes > highest / size) return std::nullopt;
        bytes *= std::max<std::uint64_t>(size, 1);
    }
    return empty ? 0 : bytes;
}

/// What stands under a tensor's name, while it is read.
struct Fields {
    std::string dtype;
    std::vector<std::int64_t> shape;
    std::vector<std::int64_t> offsets;
    std::unordered_set<std::string> seen;
};

TensorEntry entryFrom(const std::string& name, Fields fields) {
    for (const char* key : {"dtype", "shape", "data_offsets"}) {
        if (!fields.seen.contains(key))
            failHeader(fmt::format("tensor {}: expected the key {}, found none", name, key));
    }
    const auto& offsets = fields.offsets;
    if (offsets.size() != 2 || offsets[0] > offsets[1]) {
        failHeader(fmt::format("tensor {}: data_offsets: expected a start and an end that is not before it", name));
    }
    const auto* const type = std::find_if(kElementTypes.begin(), kElementTypes.end(),
                                          [&](ElementType known) { return toString(known) == fields.dtype; });
    const bool foreign = type == kElementTypes.end();
    TensorEntry entry{name,
                      foreign ? ElementType::Foreign : *type,
                      std::move(fields.shape),
                      static_cast<std::uint64_t>(offsets[0]),
                      static_cast<std::uint64_t>(offsets[1]),
                      foreign ? fields.dtype : std::string()};
    if (foreign) return entry;
    const auto expected = shapeBytes(entry.shape, bytesOf(entry.type));
    if (!expected || *expected != entry.end - entry.begin) {
        failHeader(fmt::format("tensor {}: expected {} bytes as its shape says, found an extent of {}", name,
                               expected ? std::to_string(*expected) : "countless", entry.end - entry.begin));
    }
    return entry;
}

/// Takes the text's pieces as the JSON library meets them. A header is an object of objects of texts and lists of
/// numbers; what is built otherwise is refused where it begins.
class HeaderEvents : public nlohmann::json_sax<nlohmann::json> {
public:
    TensorHeader header;

    bool null() override { return other(); }
    bool boolean(bool) override { return other(); }
    bool number_integer(number_integer_t) override { return other(); } // only negative ones come here
    bool number_float(number_float_t, const string_t&) override { return other(); }
    bool binary(binary_t&) override { return other(); }

    bool number_unsigned(number_unsigned_t value) override {
        constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        if (!inList_ || value > highest) return other();
        auto& list = key_ == "shape" ? fields_.shape : fields_.offsets;
        if (list.size() == (key_ == "shape" ? kMostDimensions : 2)) failLength();
        list.push_back(static_cast<std::int64_t>(value));
        return true;
    }
    bool string(string_t& text) override {
        if (inMetadata()) {
            header.metadata.insert_or_assign(key_, std::move(text));
            return true;
        }
        if (depth_ != 2 || inList_ || key_ != "dtype") return other();
        fields_.dtype = std::move(text);
        return true;
    }
    bool start_object(std::size_t) override {
        if (depth_ == 2 || inList_) return other();
        ++depth_;
        return true;
    }
    bool key(string_t& text) override {
        auto& seen = depth_ == 1 ? names_ : fields_.seen;
        if (!seen.insert(text).second) {
            failHeader(fmt::format("expected each name once in the header, found {} twice", text));
        }
        (depth_ == 1 ? name_ : key_) = std::move(text);
        return true;
    }
    bool end_object() override {
        if (--depth_ != 1) return true;
        if (name_ != kHeaderMetadata) header.tensors.push_back(entryFrom(name_, std::move(fields_)));
        fields_ = {};
        return true;
    }
    bool start_array(std::size_t) override {
        if (depth_ != 2 || inList_ || inMetadata() || (key_ != "shape" && key_ != "data_offsets")) return other();
        inList_ = true;
        return true;
    }
    bool end_array() override {
        inList_ = false;
        return true;
    }
    bool parse_error(std::size_t place, const std::string&, const nlohmann::detail::exception&) override {
        failHeader(fmt::format("expected a JSON header, found an error at its byte {}", place));
    }

private:
    [[nodiscard]] bool inMetadata() const { return depth_ == 2 && name_ == kHeaderMetadata; }

    [[noreturn]] void failLength() const {
        if (key_ != "shape") {
            failHeader(
                fmt::format("tensor {}: data_offsets: expected a start and an end that is not before it", name_));
        }
        failHeader(fmt::format("tensor {}: expected at most {} dimensions, found more", name_, kMostDimensions));
    }
    /// A value where none of its kind belongs. Never returns; a bool so that the events can say so in one line.
    [[noreturn]] bool other() const {
        if (depth_ == 0) failHeader("expected a JSON object as header");
        if (name_ == kHeaderMetadata) failHeader(fmt::format("{}: expected texts by name", kHeaderMetadata));
        if (depth_ == 1) {
            failHeader(fmt::format("tensor {}: expected an object with dtype, shape and data_offsets", name_));
        }
        if (key_ == "dtype") failHeader(fmt::format("tensor {}: dtype: expected a text", name_));
        if (key_ == "shape" || key_ == "data_offsets") {
            failHeader(fmt::format("tensor {}: {}: expected a list of whole numbers of at least 0", name_, key_));
        }
        failHeader(fmt::format("tensor {}: expected the keys dtype, shape and data_offsets, found {}", name_, key_));
    }

    std::unordered_set<std::string> names_;
    std::string name_; ///< of the tensor, or kHeaderMetadata
    std::string key_;  ///< below it
    Fields fields_;
    int depth_ = 0;
    bool inList_ = false;
};

} // namespace

TensorHeader parseHeaderJson(std::string_view text) {
    HeaderEvents events;
    nlohmann::json::sax_parse(text.begin(), text.end(), &events);
    return std::move(events.header);
}

} // namespace lightcl
