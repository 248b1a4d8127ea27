#pragma once

#include "weights/pickle_value.h"

#include <optional>

namespace lightcl {

/// What stands for a class or function of that name: one that tensors are put together by, or a PickleReference. Throws
/// InputError for what only a file that is to do harm refers to, as os.system.
PickleValue referenceTo(const std::string& module, const std::string& name);

/// What the call would give; nothing when it makes something that is not known here. Throws InputError when a tensor's
/// arguments are not what torch.save writes.
std::optional<PickleValue> resultOf(PickleCall call, const PickleContainer& arguments);

/// The line of Python that brings weights into a form that is always read.
inline constexpr const char* kSaveAlone = R"(torch.save(model.state_dict(), "weights.pt"))";

} // namespace lightcl
