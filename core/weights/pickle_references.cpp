#include "weights/pickle_references.h"

#include "base/error.h"
#include "text/printable.h"
#include "weights/tensor_builder.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace lightcl {

namespace {

/// Modules that run programs, reach the network or the loader, and make nothing that belongs into a file.
constexpr std::array<std::string_view, 20> kHarmfulModules = {
    "os",      "posix",  "nt",        "subprocess", "sys",      "socket",     "shutil",
    "pty",     "runpy",  "importlib", "ctypes",     "commands", "webbrowser", "multiprocessing",
    "asyncio", "pickle", "code",      "timeit",     "pydoc",    "bdb"};
constexpr std::array<std::string_view, 7> kHarmfulBuiltins = {"eval", "exec",       "compile", "__import__",
                                                              "open", "breakpoint", "input"};

bool isHarmful(std::string_view module, std::string_view name) {
    const std::string_view package = module.substr(0, module.find('.'));
    const auto isPackage = [&](std::string_view harmful) { return package == harmful; };
    if (std::any_of(kHarmfulModules.begin(), kHarmfulModules.end(), isPackage)) return true;
    const bool builtin = module == "builtins" || module == "__builtin__";
    const auto isName = [&](std::string_view harmful) { return name == harmful; };
    return builtin && std::any_of(kHarmfulBuiltins.begin(), kHarmfulBuiltins.end(), isName);
}

std::optional<PickleCall> knownCall(std::string_view module, std::string_view name) {
    if (module == "collections" && name == "OrderedDict") return PickleCall::OrderedDict;
    if (module == "torch._utils") {
        if (name == "_rebuild_tensor" || name == "_rebuild_tensor_v2") return PickleCall::RebuildTensor;
        if (name == "_rebuild_tensor_v3") return PickleCall::RebuildTensorWithDtype;
        if (name.starts_with("_rebuild_parameter")) return PickleCall::RebuildParameter;
    }
    if (module == "torch._tensor" && name.starts_with("_rebuild_from_type")) return PickleCall::RebuildFromType;
    return std::nullopt;
}

/// The first of (tensor, …): a parameter is its tensor.
PickleValue parameterFrom(const PickleContainer& arguments) {
    if (arguments.items.empty()) throw InputError("expected tensors only, found a parameter that is no tensor");
    return arguments.items.front();
}

/// (function, class, arguments, state): the function with its arguments, as the class adds nothing to the values.
std::optional<PickleValue> subclassFrom(const PickleContainer& arguments) {
    if (arguments.items.size() < 3) return std::nullopt;
    const auto* function = std::get_if<PickleCall>(&arguments.items[0]);
    auto* const* inner = std::get_if<PickleContainer*>(&arguments.items[2]);
    if (function == nullptr || inner == nullptr || *function == PickleCall::RebuildFromType) return std::nullopt;
    return resultOf(*function, **inner);
}

} // namespace

PickleValue referenceTo(const std::string& module, const std::string& name) {
    if (isHarmful(module, name)) {
        throw InputError(printable(fmt::format("expected tensors only, found a reference to {}.{}", module, name)));
    }
    if (const auto call = knownCall(module, name)) return *call;
    for (const ElementType type : kElementTypes) {
        if (module == "torch" && name == torchStorageName(type)) return type;
    }
    return std::make_shared<const PickleReference>(PickleReference{module + '.' + name});
}

std::optional<PickleValue> resultOf(PickleCall call, const PickleContainer& arguments) {
    switch (call) {
    case PickleCall::RebuildTensor:
        return tensorFrom(arguments);
    case PickleCall::RebuildTensorWithDtype:
        return tensorWithDtypeFrom(arguments);
    case PickleCall::RebuildParameter:
        return parameterFrom(arguments);
    case PickleCall::RebuildFromType:
        return subclassFrom(arguments);
    case PickleCall::OrderedDict:
        break; // a container, which its stack makes
    }
    return std::nullopt;
}

} // namespace lightcl
