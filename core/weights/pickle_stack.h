#pragma once

#include "weights/pickle_value.h"

#include <unordered_map>

namespace lightcl {

/// What a pickle's instructions work on: a stack of values with marks in it, and a memo of values to be used again.
/// Every function throws InputError when what it needs is not there: the pickle is damaged.
class PickleStack {
public:
    using Items = std::vector<PickleValue>;

    void push(PickleValue value) { values_.push_back(std::move(value)); }
    PickleValue pop();
    void mark() { marks_.push_back(values_.size()); }
    /// Takes what stands above the last mark.
    Items popToMark();

    void pushContainer(PickleContainer::Kind kind, Items items = {});
    /// What calling `maker` (null: something without a name) with the arguments would make.
    void pushObject(std::shared_ptr<const PickleReference> maker, PickleValue arguments);
    /// Of the uppermost `length` values.
    void pushTuple(std::size_t length);
    /// To the list, or object, on top.
    void addToList(Items items);
    /// Keys and values, to the dictionary or object on top.
    void addToDictionary(Items items);
    /// What Python would hand to __setstate__ of what is on top: an object keeps it; a state_dict carries its modules'
    /// versions so, a tensor its attributes, and both do without.
    void addState(PickleValue state);
    [[nodiscard]] bool endsWithMark() const { return !marks_.empty() && marks_.back() == values_.size(); }

    /// Keeps what is on top under that number; without one, under the next.
    void memoize(std::uint64_t place);
    void memoize() { memoize(memo_.size()); }
    void recall(std::uint64_t place);

    /// The only value left, with all containers.
    Pickle finish();

private:
    /// The container on top; fails where there is none.
    PickleContainer& top();

    Items values_;
    std::vector<std::size_t> marks_;
    std::unordered_map<std::uint64_t, PickleValue> memo_;
    std::deque<PickleContainer> containers_;
};

/// Throws the InputError that says so.
[[noreturn]] void failDamagedPickle();

} // namespace lightcl
