#include "weights/pickle_machine.h"

#include "base/error.h"
#include "weights/pickle_opcode.h"
#include "weights/printable.h"
#include "weights/tensor_builder.h"

#include <bit>
#include <fmt/format.h>
#include <iterator>
#include <optional>

namespace lightcl {

namespace {

using Kind = PickleContainer::Kind;

[[noreturn]] void failDamaged() {
    throw InputError("expected a pickle of tensors, found one that is damaged");
}

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
    pickle_.root = pop();
    if (!stack_.empty()) failDamaged();
    return std::move(pickle_);
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
        push(std::monostate());
        return true;
    case pickle::True:
    case pickle::False:
        push(code == pickle::True);
        return true;
    case pickle::BinInt:
        push(signExtended(cursor_.number(4), 4));
        return true;
    case pickle::BinInt1:
    case pickle::BinInt2:
        push(static_cast<std::int64_t>(cursor_.number(code == pickle::BinInt1 ? 1 : 2)));
        return true;
    case pickle::Long1:
        pushLong(cursor_.number(1));
        return true;
    case pickle::BinFloat: {
        std::uint64_t bits = 0; // big-endian
        for (int byte = 0; byte < 8; ++byte) bits = bits << 8U | cursor_.number(1);
        push(std::bit_cast<double>(bits));
        return true;
    }
    default:
        return false;
    }
}

void PickleMachine::pushLong(std::uint64_t length) {
    if (length > 8) refuse("an integer of more than 64 bits");
    const std::uint64_t bits = cursor_.number(length);
    push(signExtended(bits, length));
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
    push(std::make_shared<const std::string>(cursor_.text(length)));
}

bool PickleMachine::runContainer(unsigned code) {
    switch (code) {
    case pickle::Mark:
        marks_.push_back(stack_.size());
        return true;
    case pickle::EmptyTuple:
        pushContainer(Kind::Tuple);
        return true;
    case pickle::EmptyList:
        pushContainer(Kind::List);
        return true;
    case pickle::EmptyDictionary:
        pushContainer(Kind::Dictionary);
        return true;
    case pickle::Tuple:
        pushContainer(Kind::Tuple, popToMark());
        return true;
    case pickle::Tuple1:
    case pickle::Tuple2:
    case pickle::Tuple3:
        pushTuple(code - pickle::Tuple1 + 1);
        return true;
    case pickle::Append:
        addToList({pop()});
        return true;
    case pickle::Appends:
        addToList(popToMark());
        return true;
    case pickle::SetItem: {
        PickleValue value = pop();
        PickleValue key = pop();
        addToDictionary({std::move(key), std::move(value)});
        return true;
    }
    case pickle::SetItems:
        addToDictionary(popToMark());
        return true;
    default:
        return false;
    }
}

PickleValue PickleMachine::pop() {
    // Nothing below a mark is at hand.
    if (stack_.size() <= (marks_.empty() ? 0 : marks_.back())) failDamaged();
    PickleValue value = std::move(stack_.back());
    stack_.pop_back();
    return value;
}

PickleMachine::Items PickleMachine::popToMark() {
    if (marks_.empty()) failDamaged();
    const auto first = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
    Items items(std::make_move_iterator(first), std::make_move_iterator(stack_.end()));
    stack_.erase(first, stack_.end());
    marks_.pop_back();
    return items;
}

void PickleMachine::pushContainer(Kind kind, Items items) {
    push(&pickle_.containers.emplace_back(PickleContainer{kind, std::move(items)}));
}

void PickleMachine::pushTuple(std::size_t length) {
    Items items(length);
    for (std::size_t index = length; index-- > 0;) items[index] = pop();
    pushContainer(Kind::Tuple, std::move(items));
}

PickleContainer& PickleMachine::top(Kind kind) {
    PickleContainer* const* container = stack_.empty() ? nullptr : std::get_if<PickleContainer*>(&stack_.back());
    if (container == nullptr || (*container)->kind != kind) failDamaged();
    return **container;
}

void PickleMachine::addToList(Items items) {
    Items& list = top(Kind::List).items;
    list.insert(list.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
}

void PickleMachine::addToDictionary(Items items) {
    Items& dictionary = top(Kind::Dictionary).items;
    if (items.size() % 2 != 0) failDamaged();
    dictionary.insert(dictionary.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
}

bool PickleMachine::runMemo(unsigned code) {
    if (code == pickle::BinPut || code == pickle::LongBinPut || code == pickle::Memoize) {
        if (stack_.empty()) failDamaged();
        const std::uint64_t place =
            code == pickle::Memoize ? memo_.size() : cursor_.number(code == pickle::BinPut ? 1 : 4);
        memo_.insert_or_assign(place, stack_.back());
        return true;
    }
    if (code != pickle::BinGet && code != pickle::LongBinGet) return false;
    recall(cursor_.number(code == pickle::BinGet ? 1 : 4));
    return true;
}

void PickleMachine::recall(std::uint64_t place) {
    const auto found = memo_.find(place);
    if (found == memo_.end()) failDamaged();
    push(found->second);
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
        const PickleValue name = pop();
        const PickleValue module = pop();
        const auto* nameText = std::get_if<std::shared_ptr<const std::string>>(&name);
        const auto* moduleText = std::get_if<std::shared_ptr<const std::string>>(&module);
        if (nameText == nullptr || moduleText == nullptr) failDamaged();
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
        push(storageFrom(pop()));
        return true;
    default:
        return false;
    }
}

void PickleMachine::pushReference(const std::string& module, const std::string& name) {
    const auto known = knownReference(module, name);
    if (!known) refuse(fmt::format("a reference to {}.{}", module, name));
    push(*known);
}

void PickleMachine::reduce() {
    const PickleValue arguments = pop();
    const PickleValue function = pop();
    const auto* call = std::get_if<PickleCall>(&function);
    const auto* const tuple = std::get_if<PickleContainer*>(&arguments);
    if (call == nullptr || tuple == nullptr || (*tuple)->kind != Kind::Tuple) refuse("a call of something else");
    if (*call == PickleCall::RebuildTensor) {
        push(tensorFrom(**tuple));
    } else if (*call == PickleCall::OrderedDict) {
        if (!(*tuple)->items.empty()) refuse("an OrderedDict made of something else");
        pushContainer(Kind::Dictionary);
    } else {
        // A parameter is its tensor.
        if ((*tuple)->items.empty() ||
            !std::holds_alternative<std::shared_ptr<const PickledTensor>>((*tuple)->items[0]))
            refuse("a parameter that is no tensor");
        push((*tuple)->items[0]);
    }
}

/// A state_dict carries its modules' versions as an attribute; nothing else may have attributes.
void PickleMachine::build() {
    pop();
    top(Kind::Dictionary);
}

} // namespace lightcl
