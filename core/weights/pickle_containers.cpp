#include "base/error.h"
#include "weights/pickle_machine.h"
#include "weights/pickle_opcode.h"
#include "weights/pickle_references.h"

#include <charconv>

namespace lightcl {

namespace {

using Kind = PickleContainer::Kind;

std::uint64_t memoPlace(std::string_view digits) {
    std::uint64_t place = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), place);
    if (error != std::errc() || end != digits.data() + digits.size()) failDamagedPickle();
    return place;
}

/// OrderedDict([[key, value], …]), as Python 2 pickled it; nothing when the arguments are others.
std::vector<PickleValue> pairsIn(const PickleContainer& arguments) {
    std::vector<PickleValue> items;
    if (arguments.items.size() != 1) return items;
    auto* const* list = std::get_if<PickleContainer*>(&arguments.items.front());
    if (list == nullptr || (*list)->hasKeys()) return items;
    for (const PickleValue& item : (*list)->items) {
        auto* const* pair = std::get_if<PickleContainer*>(&item);
        if (pair == nullptr || (*pair)->items.size() != 2) return {};
        items.insert(items.end(), (*pair)->items.begin(), (*pair)->items.end());
    }
    return items;
}

} // namespace

bool PickleMachine::runContainer(unsigned code) {
    switch (code) {
    case pickle::Mark:
        stack_.mark();
        return true;
    case pickle::EmptyTuple:
        stack_.pushContainer(Kind::Tuple);
        return true;
    case pickle::EmptyList:
    case pickle::EmptySet:
        stack_.pushContainer(Kind::List);
        return true;
    case pickle::EmptyDictionary:
        stack_.pushContainer(Kind::Dictionary);
        return true;
    case pickle::Tuple:
        stack_.pushContainer(Kind::Tuple, stack_.popToMark());
        return true;
    case pickle::List:
    case pickle::FrozenSet:
        stack_.pushContainer(Kind::List, stack_.popToMark());
        return true;
    case pickle::Dictionary: {
        auto items = stack_.popToMark();
        stack_.pushContainer(Kind::Dictionary);
        stack_.addToDictionary(std::move(items));
        return true;
    }
    case pickle::Tuple1:
    case pickle::Tuple2:
    case pickle::Tuple3:
        stack_.pushTuple(code - pickle::Tuple1 + 1);
        return true;
    default:
        return false;
    }
}

bool PickleMachine::runAddition(unsigned code) {
    switch (code) {
    case pickle::Append:
        stack_.addToList({stack_.pop()});
        return true;
    case pickle::Appends:
    case pickle::AddItems:
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
    case pickle::Build: {
        PickleValue state = stack_.pop();
        stack_.addState(std::move(state));
        return true;
    }
    default:
        return false;
    }
}

bool PickleMachine::runStack(unsigned code) {
    switch (code) {
    case pickle::Pop:
        if (stack_.endsWithMark()) {
            static_cast<void>(stack_.popToMark());
        } else {
            static_cast<void>(stack_.pop());
        }
        return true;
    case pickle::PopMark:
        static_cast<void>(stack_.popToMark());
        return true;
    case pickle::Dup: {
        const PickleValue value = stack_.pop();
        stack_.push(value);
        stack_.push(value);
        return true;
    }
    case pickle::Memoize:
        stack_.memoize();
        return true;
    case pickle::BinPut:
    case pickle::LongBinPut:
        stack_.memoize(cursor_->number(code == pickle::BinPut ? 1 : 4));
        return true;
    case pickle::Put:
        stack_.memoize(memoPlace(cursor_->line()));
        return true;
    case pickle::BinGet:
    case pickle::LongBinGet:
        stack_.recall(cursor_->number(code == pickle::BinGet ? 1 : 4));
        return true;
    case pickle::Get:
        stack_.recall(memoPlace(cursor_->line()));
        return true;
    default:
        return false;
    }
}

bool PickleMachine::runCall(unsigned code) {
    switch (code) {
    case pickle::Reduce:
    case pickle::NewObject: {
        const PickleValue arguments = stack_.pop();
        const PickleValue function = stack_.pop();
        call(function, arguments);
        return true;
    }
    case pickle::NewObjectWithKeywords: {
        PickleValue keywords = stack_.pop();
        const PickleValue arguments = stack_.pop();
        const PickleValue function = stack_.pop();
        call(function, arguments);
        stack_.addState(std::move(keywords));
        return true;
    }
    case pickle::Instance: { // of a class, with the arguments above the mark
        auto arguments = stack_.popToMark();
        const std::string module(cursor_->line());
        pushReference(module, std::string(cursor_->line()));
        const PickleValue function = stack_.pop();
        stack_.pushContainer(Kind::Tuple, std::move(arguments));
        call(function, stack_.pop());
        return true;
    }
    case pickle::Object: {
        auto arguments = stack_.popToMark();
        if (arguments.empty()) failDamagedPickle();
        const PickleValue function = arguments.front();
        arguments.erase(arguments.begin());
        stack_.pushContainer(Kind::Tuple, std::move(arguments));
        call(function, stack_.pop());
        return true;
    }
    default:
        return false;
    }
}

void PickleMachine::call(const PickleValue& function, const PickleValue& arguments) {
    auto* const* tuple = std::get_if<PickleContainer*>(&arguments);
    if (tuple == nullptr || (*tuple)->kind != Kind::Tuple) failDamagedPickle();
    std::shared_ptr<const PickleReference> maker;
    if (const auto* known = std::get_if<PickleCall>(&function)) {
        if (auto result = resultOf(*known, **tuple)) return stack_.push(std::move(*result));
        if (*known == PickleCall::OrderedDict) {
            return stack_.pushContainer(Kind::Dictionary, pairsIn(**tuple));
        }
    } else if (const auto* reference = std::get_if<std::shared_ptr<const PickleReference>>(&function)) {
        maker = *reference;
    } else if (!std::holds_alternative<PickleContainer*>(function)) {
        throw InputError("expected tensors only, found a call of something else"); // a number, a text, a storage
    }
    stack_.pushObject(std::move(maker), arguments);
}

} // namespace lightcl
