#include "weights/tensor_header.h"

#include "base/error.h"
#include "text/printable.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

namespace lightcl {

namespace {

using HeaderJson = nlohmann::json;

constexpr std::string_view kMetadata = "__metadata__";
constexpr std::size_t kMostDimensions = 64; // LibTorch's own limit for most operations

[[noreturn]] void fail(std::string message) {
    throw InputError(printable(std::move(message)));
}

ElementType typeOf(const std::string& tensor, const std::string& name) {
    const auto* const type = std::find_if(kElementTypes.begin(), kElementTypes.end(),
                                          [&](ElementType known) { return toString(known) == name; });
    if (type == kElementTypes.end()) fail(fmt::format("tensor {}: expected a known dtype, found {}", tensor, name));
    return *type;
}

/// Parses, and refuses an object with the same key twice, of which the JSON library would keep the last.
HeaderJson parseStrictly(std::string_view text) {
    std::vector<std::set<std::string>> keys;
    const auto watch = [&](int, HeaderJson::parse_event_t event, HeaderJson& value) {
        if (event == HeaderJson::parse_event_t::object_start) keys.emplace_back();
        if (event == HeaderJson::parse_event_t::object_end) keys.pop_back();
        if (event == HeaderJson::parse_event_t::key && !keys.back().insert(value.get<std::string>()).second) {
            fail(fmt::format("expected each name once in the header, found {} twice", value.get<std::string>()));
        }
        return true;
    };
    try {
        return HeaderJson::parse(text, watch);
    } catch (const HeaderJson::parse_error& error) {
        fail(fmt::format("expected a JSON header, found an error at its byte {}", error.byte));
    }
}

const HeaderJson& field(const HeaderJson& object, const std::string& tensor, const char* key) {
    const auto entry = object.find(key);
    if (entry == object.end()) fail(fmt::format("tensor {}: expected the key {}, found none", tensor, key));
    return *entry;
}

std::vector<std::uint64_t> unsignedList(const HeaderJson& list, const std::string& tensor, const char* key) {
    constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    const auto isCount = [](const HeaderJson& item) {
        return item.is_number_unsigned() && item.get<std::uint64_t>() <= highest;
    };
    if (!list.is_array() || !std::all_of(list.begin(), list.end(), isCount)) {
        fail(fmt::format("tensor {}: {}: expected a list of whole numbers of at least 0", tensor, key));
    }
    return list.get<std::vector<std::uint64_t>>();
}

/// Bytes that a shape takes; nothing when the product (of all dimensions but zeros, as strides are) passes 63 bits.
std::optional<std::uint64_t> shapeBytes(const std::vector<std::uint64_t>& shape, std::uint64_t elementBytes) {
    constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    std::uint64_t bytes = elementBytes;
    bool empty = false;
    for (const auto size : shape) {
        empty = empty || size == 0;
        if (size > 1 && bytes > highest / size) return std::nullopt;
        bytes *= std::max<std::uint64_t>(size, 1);
    }
    return empty ? 0 : bytes;
}

TensorEntry parseEntry(const std::string& name, const HeaderJson& json) {
    if (!json.is_object()) fail(fmt::format("tensor {}: expected an object with dtype, shape and data_offsets", name));
    const HeaderJson& dtype = field(json, name, "dtype");
    if (!dtype.is_string()) fail(fmt::format("tensor {}: dtype: expected a text", name));
    TensorEntry entry{name, typeOf(name, dtype.get<std::string>()), {}, 0, 0};
    const auto shape = unsignedList(field(json, name, "shape"), name, "shape");
    const auto offsets = unsignedList(field(json, name, "data_offsets"), name, "data_offsets");
    if (shape.size() > kMostDimensions) {
        fail(fmt::format("tensor {}: expected at most {} dimensions, found {}", name, kMostDimensions, shape.size()));
    }
    if (offsets.size() != 2 || offsets[0] > offsets[1]) {
        fail(fmt::format("tensor {}: data_offsets: expected a start and an end that is not before it", name));
    }
    const auto expected = shapeBytes(shape, bytesOf(entry.type));
    if (!expected || *expected != offsets[1] - offsets[0]) {
        fail(fmt::format("tensor {}: expected {} bytes as its shape says, found an extent of {}", name,
                         expected ? std::to_string(*expected) : "countless", offsets[1] - offsets[0]));
    }
    entry.shape.assign(shape.begin(), shape.end());
    entry.begin = offsets[0];
    entry.end = offsets[1];
    return entry;
}

std::map<std::string, std::string> parseMetadata(const HeaderJson& json) {
    const auto isText = [](const HeaderJson& value) { return value.is_string(); };
    if (!json.is_object() || !std::all_of(json.begin(), json.end(), isText)) {
        fail(fmt::format("{}: expected texts by name", kMetadata));
    }
    return json.get<std::map<std::string, std::string>>();
}

void sortByBytes(std::vector<TensorEntry>& tensors) {
    std::sort(tensors.begin(), tensors.end(),
              [](const auto& a, const auto& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
    std::uint64_t next = 0;
    for (const auto& tensor : tensors) {
        if (tensor.begin != next) {
            fail(
                fmt::format("tensor {}: expected its bytes to start at {}, found {}", tensor.name, next, tensor.begin));
        }
        next = tensor.end;
    }
}

} // namespace

std::string formatTensorHeader(const TensorHeader& header) {
    HeaderJson json = HeaderJson::object();
    if (!header.metadata.empty()) json[std::string(kMetadata)] = header.metadata;
    for (const auto& tensor : header.tensors) {
        json[tensor.name] = {
            {"dtype", toString(tensor.type)}, {"shape", tensor.shape}, {"data_offsets", {tensor.begin, tensor.end}}};
    }
    try {
        return json.dump();
    } catch (const HeaderJson::type_error&) {
        throw Error("expected names and metadata in UTF-8");
    }
}

TensorHeader parseTensorHeader(std::string_view text) {
    const HeaderJson json = parseStrictly(text);
    if (!json.is_object()) fail("expected a JSON object as header");
    TensorHeader header;
    for (const auto& [name, value] : json.items()) {
        if (name == kMetadata) {
            header.metadata = parseMetadata(value);
        } else {
            header.tensors.push_back(parseEntry(name, value));
        }
    }
    sortByBytes(header.tensors);
    return header;
}

} // namespace lightcl
