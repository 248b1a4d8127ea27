#include "checkpoint/state_archive.h"

#include "base/error.h"

#include <charconv>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <optional>

namespace lightcl {

namespace {

/// The whole text as a number; nothing when it is none.
template <typename Number>
std::optional<Number> parsed(const std::string& text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

} // namespace

void StateArchive::put(const std::string& name, const torch::Tensor& tensor) {
    if (tensor.defined()) file_->tensors.insert_or_assign(prefix_ + name, tensor.detach());
}

void StateArchive::put(const std::string& name, const std::string& text) {
    file_->metadata.insert_or_assign(prefix_ + name, text);
}

void StateArchive::put(const std::string& name, double number) {
    put(name, fmt::format("{}", number));
}

bool StateArchive::has(const std::string& name) const {
    return file_->tensors.contains(prefix_ + name) || file_->metadata.contains(prefix_ + name);
}

torch::Tensor StateArchive::tensor(const std::string& name) const {
    const auto found = file_->tensors.find(prefix_ + name);
    return found == file_->tensors.end() ? torch::Tensor{} : found->second;
}

torch::Tensor StateArchive::required(const std::string& name) const {
    torch::Tensor stored = tensor(name);
    if (!stored.defined()) {
        throw InputError(fmt::format("checkpoint: expected a tensor {}{}, found none", prefix_, name));
    }
    return stored;
}

const std::string& StateArchive::text(const std::string& name) const {
    const auto found = file_->metadata.find(prefix_ + name);
    if (found == file_->metadata.end()) {
        throw InputError(fmt::format("checkpoint: expected an entry {}{}, found none", prefix_, name));
    }
    return found->second;
}

std::int64_t StateArchive::integer(const std::string& name) const {
    if (const auto value = parsed<std::int64_t>(text(name))) return *value;
    throw InputError(fmt::format("checkpoint: {}{}: expected an integer, found {}", prefix_, name, text(name)));
}

double StateArchive::number(const std::string& name) const {
    if (const auto value = parsed<double>(text(name))) return *value;
    throw InputError(fmt::format("checkpoint: {}{}: expected a number, found {}", prefix_, name, text(name)));
}

void StateArchive::copyInto(const std::string& name, const torch::Tensor& target) const {
    const torch::Tensor stored = tensor(name);
    if (!stored.defined()) {
        throw InputError(
            fmt::format("checkpoint: expected a tensor {}{} (another network?), found none", prefix_, name));
    }
    if (stored.sizes() != target.sizes()) {
        throw InputError(fmt::format("checkpoint: {}{}: expected shape [{}] (another network?), found [{}]", prefix_,
                                     name, fmt::join(target.sizes(), ", "), fmt::join(stored.sizes(), ", ")));
    }
    at::NoGradGuard noGradient;
    target.copy_(stored);
}

} // namespace lightcl
