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
    /// Of the uppermost `length` values.
    void pushTuple(std::size_t length);
    /// The container on top, which must be of that kind.
    PickleContainer& top(PickleContainer::Kind kind);
    void addToList(Items items);
    void addToDictionary(Items items);

    /// Keeps what is on top under that number; without one, under the next.
    void memoize(std::uint64_t place);
    void memoize() { memoize(memo_.size()); }
    void recall(std::uint64_t place);

    /// The only value left, with all containers.
    Pickle finish();

private:
    Items values_;
    std::vector<std::size_t> marks_;
    std::unordered_map<std::uint64_t, PickleValue> memo_;
    std::deque<PickleContainer> containers_;
};

/// Throws the InputError that says so.
[[noreturn]] void failDamagedPickle();

} // namespace lightcl
