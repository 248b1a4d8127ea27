#include "checkpoint/state_archive.h"

#include "base/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace lightcl {

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

const std::string& StateArchive::text(const std::string& name) const {
    const auto found = file_->metadata.find(prefix_ + name);
    if (found == file_->metadata.end()) {
        throw InputError(fmt::format("checkpoint: expected an entry {}{}, found none", prefix_, name));
    }
    return found->second;
}

std::int64_t StateArchive::integer(const std::string& name) const {
    try {
        return std::stoll(text(name));
    } catch (const std::logic_error&) {
        throw InputError(fmt::format("checkpoint: {}{}: expected an integer, found {}", prefix_, name, text(name)));
    }
}

double StateArchive::number(const std::string& name) const {
    try {
        return std::stod(text(name));
    } catch (const std::logic_error&) {
        throw InputError(fmt::format("checkpoint: {}{}: expected a number, found {}", prefix_, name, text(name)));
    }
}

void StateArchive::copyInto(const std::string& name, torch::Tensor target) const {
    const torch::Tensor stored = tensor(name);
    if (!stored.defined()) {
        throw InputError(
            fmt::format("checkpoint: expected a tensor {}{} (another network?), found none", prefix_, name));
    }
    if (stored.sizes() != target.sizes()) {
        throw InputError(fmt::format("checkpoint: {}{}: expected shape [{}] (another network?), found [{}]", prefix_,
                                     name, fmt::join(target.sizes(), ", "), fmt::join(stored.sizes(), ", ")));
    }
    torch::NoGradGuard noGradient;
    target.copy_(stored);
}

} // namespace lightcl
