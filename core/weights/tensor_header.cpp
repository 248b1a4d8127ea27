#include "weights/tensor_header.h"

#include "base/error.h"
#include "text/printable.h"
#include "weights/header_parser.h"

#include <algorithm>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <utility>

namespace lightcl {

namespace {

void sortByBytes(std::vector<TensorEntry>& tensors) {
    std::sort(tensors.begin(), tensors.end(),
              [](const auto& a, const auto& b) { return std::pair(a.begin, a.end) < std::pair(b.begin, b.end); });
    std::uint64_t next = 0;
    for (const auto& tensor : tensors) {
        if (tensor.begin != next) {
            throw InputError(printable(fmt::format("tensor {}: expected its bytes to start at {}, found {}",
                                                   tensor.name, next, tensor.begin)));
        }
        next = tensor.end;
    }
}

} // namespace

std::string formatTensorHeader(const TensorHeader& header) {
    nlohmann::json json = nlohmann::json::object();
    if (!header.metadata.empty()) json[std::string(kHeaderMetadata)] = header.metadata;
    for (const auto& tensor : header.tensors) {
        const bool foreign = tensor.type == ElementType::Foreign;
        json[tensor.name] = {{"dtype", foreign ? tensor.foreignType : std::string(toString(tensor.type))},
                             {"shape", tensor.shape},
                             {"data_offsets", {tensor.begin, tensor.end}}};
    }
    try {
        return json.dump();
    } catch (const nlohmann::json::type_error&) {
        throw Error("expected names and metadata in UTF-8");
    }
}

TensorHeader parseTensorHeader(std::string_view text) {
    TensorHeader header = parseHeaderJson(text);
    sortByBytes(header.tensors);
    return header;
}

} // namespace lightcl
