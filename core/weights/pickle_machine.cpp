#include "weights/pickle_machine.h"

#include "base/error.h"
#include "text/printable.h"
#include "weights/pickle_opcode.h"
#include "weights/tensor_builder.h"

#include <bit>
#include <fmt/format.h>
#include <optional>

namespace lightcl {

namespace {

using Kind = PickleContainer::Kind;

[[noreturn]] void refuse(const std::string& what) {
    throw InputError(fmt::format("expected tensors only, found {}", printable(what)));
}

std::optional<PickleValue> knownReference(const std::string& module, const std::string& name) {
    if (module == "collections" && name == "OrderedDict") return PickleCall::OrderedDict;
    if (module == "torch._utils" && name == "_rebuild_tensor_v2") return PickleCall::RebuildTensor;
    if (module == "torch._utils" && name == "_rebuild_parameter") return PickleCall::RebuildParameter;
    for (const ElementType type : kElementTypes) {
        if (module == "torch" && name == torchStorageName(type)) return type;
    }
    return std::nullopt;
}

/// A signed number of `width` bytes.
std::int64_t signExtended(std::uint64_t bits, std::size_t width) {
    const auto shift = static_cast<unsigned>(64 - 8 * width);
    return width == 0 ? 0 : static_cast<std::int64_t>(bits << shift) >> shift;
}

} // namespace

PickleMachine::PickleMachine(std::span<const std::byte> bytes) : cursor_(bytes, "the pickle") {}

Pickle PickleMachine::run() {
    for (;;) {
        const auto code = static_cast<unsigned>(cursor_.number(1));
        if (code == pickle::Stop) break;
        const bool known =
            runScalar(code) || runText(code) || runContainer(code) || runMemo(code) || runReference(code);
        if (!known) refuse(fmt::format("the pickle instruction 0x{:02x}, which could run code", code));
    }
    return stack_.finish();
}

bool PickleMachine::runScalar(unsigned code) {
    switch (code) {
    case pickle::Protocol:
        cursor_.take(1);
        return true;
    case pickle::Frame:
        cursor_.take(8);
        return true;
    case pickle::None:
        stack_.push(std::monostate());
        return true;
    case pickle::True:
    case pickle::False:
        stack_.push(code == pickle::True);
        return true;
    case pickle::BinInt:
        stack_.push(signExtended(cursor_.number(4), 4));
        return true;
    case pickle::BinInt1:
    case pickle::BinInt2:
        stack_.push(static_cast<std::int64_t>(cursor_.number(code == pickle::BinInt1 ? 1 : 2)));
        return true;
    case pickle::Long1:
        pushLong(cursor_.number(1));
        return true;
    case pickle::BinFloat: {
        std::uint64_t bits = 0; // big-endian
        for (int byte = 0; byte < 8; ++byte) bits = bits << 8U | cursor_.number(1);
        stack_.push(std::bit_cast<double>(bits));
        return true;
    }
    default:
        return false;
    }
}

void PickleMachine::pushLong(std::uint64_t length) {
    if (length > 8) refuse("an integer of more than 64 bits");
    const std::uint64_t bits = cursor_.number(length);
    stack_.push(signExtended(bits, length));
}

bool PickleMachine::runText(unsigned code) {
    switch (code) {
    case pickle::ShortBinString:
    case pickle::ShortBinUnicode:
        pushText(cursor_.number(1));
        return true;
    case pickle::BinString:
    case pickle::BinUnicode:
        pushText(cursor_.number(4));
        return true;
    case pickle::BinUnicode8:
        pushText(cursor_.number(8));
        return true;
    default:
        return false;
    }
}

void PickleMachine::pushText(std::uint64_t length) {
    stack_.push(std::make_shared<const std::string>(cursor_.text(length)));
}

bool PickleMachine::runContainer(unsigned code) {
    switch (code) {
    case pickle::Mark:
        stack_.mark();
        return true;
    case pickle::EmptyTuple:
        stack_.pushContainer(Kind::Tuple);
        return true;
    case pickle::EmptyList:
        stack_.pushContainer(Kind::List);
        return true;
    case pickle::EmptyDictionary:
        stack_.pushContainer(Kind::Dictionary);
        return true;
    case pickle::Tuple:
        stack_.pushContainer(Kind::Tuple, stack_.popToMark());
        return true;
    case pickle::Tuple1:
    case pickle::Tuple2:
    case pickle::Tuple3:
        stack_.pushTuple(code - pickle::Tuple1 + 1);
        return true;
    case pickle::Append:
        stack_.addToList({stack_.pop()});
        return true;
    case pickle::Appends:
        stack_.addToList(stack_.popToMark());
        return true;
    case pickle::SetItem: {
        PickleValue value = stack_.pop();
        PickleValue key = stack_.pop();
        stack_.addToDictionary({std::move(key), std::move(value)});
        return true;
    }
    case pickle::SetItems:
        stack_.addToDictionary(stack_.popToMark());
        return true;
    default:
        return false;
    }
}

bool PickleMachine::runMemo(unsigned code) {
    switch (code) {
    case pickle::Memoize:
        stack_.memoize();
        return true;
    case pickle::BinPut:
    case pickle::LongBinPut:
        stack_.memoize(cursor_.number(code == pickle::BinPut ? 1 : 4));
        return true;
    case pickle::BinGet:
    case pickle::LongBinGet:
        stack_.recall(cursor_.number(code == pickle::BinGet ? 1 : 4));
        return true;
    default:
        return false;
    }
}

bool PickleMachine::runReference(unsigned code) {
    switch (code) {
    case pickle::Global:
    case pickle::Instance: { // of a class: none that is known here
        const std::string module(cursor_.line());
        pushReference(module, std::string(cursor_.line()));
        return true;
    }
    case pickle::StackGlobal: {
        const PickleValue name = stack_.pop();
        const PickleValue module = stack_.pop();
        const auto* nameText = std::get_if<std::shared_ptr<const std::string>>(&name);
        const auto* moduleText = std::get_if<std::shared_ptr<const std::string>>(&module);
        if (nameText == nullptr || moduleText == nullptr) failDamagedPickle();
        pushReference(**moduleText, **nameText);
        return true;
    }
    case pickle::Reduce:
        reduce();
        return true;
    case pickle::Build:
        build();
        return true;
    case pickle::BinPersistentId:
        stack_.push(storageFrom(stack_.pop()));
        return true;
    default:
        return false;
    }
}

void PickleMachine::pushReference(const std::string& module, const std::string& name) {
    const auto known = knownReference(module, name);
    if (!known) refuse(fmt::format("a reference to {}.{}", module, name));
    stack_.push(*known);
}

void PickleMachine::reduce() {
    const PickleValue arguments = stack_.pop();
    const PickleValue function = stack_.pop();
    const auto* call = std::get_if<PickleCall>(&function);
    const auto* const tuple = std::get_if<PickleContainer*>(&arguments);
    if (call == nullptr || tuple == nullptr || (*tuple)->kind != Kind::Tuple) refuse("a call of something else");
    if (*call == PickleCall::RebuildTensor) {
        stack_.push(tensorFrom(**tuple));
    } else if (*call == PickleCall::OrderedDict) {
        if (!(*tuple)->items.empty()) refuse("an OrderedDict made of something else");
        stack_.pushContainer(Kind::Dictionary);
    } else {
        // A parameter is its tensor.
        if ((*tuple)->items.empty() ||
            !std::holds_alternative<std::shared_ptr<const PickledTensor>>((*tuple)->items[0]))
            refuse("a parameter that is no tensor");
        stack_.push((*tuple)->items[0]);
    }
}

/// A state_dict carries its modules' versions as an attribute; nothing else may have attributes.
void PickleMachine::build() {
    stack_.pop();
    stack_.top(Kind::Dictionary);
}

} // namespace lightcl
