#include "weights/pickle_stack.h"

#include "base/error.h"

#include <iterator>

namespace lightcl {

namespace {

using Kind = PickleContainer::Kind;

} // namespace

void failDamagedPickle() {
    throw InputError("expected a pickle of tensors, found one that is damaged");
}

PickleValue PickleStack::pop() {
    // Nothing below a mark is at hand.
    if (values_.size() <= (marks_.empty() ? 0 : marks_.back())) failDamagedPickle();
    PickleValue value = std::move(values_.back());
    values_.pop_back();
    return value;
}

PickleStack::Items PickleStack::popToMark() {
    if (marks_.empty()) failDamagedPickle();
    const auto first = values_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
    Items items(std::make_move_iterator(first), std::make_move_iterator(values_.end()));
    values_.erase(first, values_.end());
    marks_.pop_back();
    return items;
}

void PickleStack::pushContainer(Kind kind, Items items) {
    push(&containers_.emplace_back(PickleContainer{kind, std::move(items)}));
}

void PickleStack::pushTuple(std::size_t length) {
    Items items(length);
    for (std::size_t index = length; index-- > 0;) items[index] = pop();
    pushContainer(Kind::Tuple, std::move(items));
}

void PickleStack::pushObject(std::shared_ptr<const PickleReference> maker, PickleValue arguments) {
    pushContainer(Kind::Object, {std::monostate(), std::move(arguments)});
    containers_.back().maker = std::move(maker);
}

PickleContainer& PickleStack::top() {
    PickleContainer* const* container = values_.empty() ? nullptr : std::get_if<PickleContainer*>(&values_.back());
    if (container == nullptr) failDamagedPickle();
    return **container;
}

void PickleStack::addToList(Items items) {
    PickleContainer& list = top();
    if (list.kind == Kind::Object) {
        for (PickleValue& item : items) {
            list.items.emplace_back(std::monostate());
            list.items.push_back(std::move(item));
        }
        return;
    }
    if (list.kind != Kind::List) failDamagedPickle();
    list.items.insert(list.items.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
}

void PickleStack::addToDictionary(Items items) {
    PickleContainer& dictionary = top();
    if (items.size() % 2 != 0 || !dictionary.hasKeys()) failDamagedPickle();
    dictionary.items.insert(dictionary.items.end(), std::make_move_iterator(items.begin()),
                            std::make_move_iterator(items.end()));
}

void PickleStack::addState(PickleValue state) {
    if (values_.empty()) failDamagedPickle();
    if (std::holds_alternative<std::shared_ptr<const PickledTensor>>(values_.back())) return;
    PickleContainer& object = top();
    if (!object.hasKeys()) failDamagedPickle();
    if (object.kind == Kind::Object) addToDictionary({std::monostate(), std::move(state)});
}

void PickleStack::recall(std::uint64_t place) {
    const auto found = memo_.find(place);
    if (found == memo_.end()) failDamagedPickle();
    push(found->second);
}

void PickleStack::memoize(std::uint64_t place) {
    if (values_.empty()) failDamagedPickle();
    memo_.insert_or_assign(place, values_.back());
}

Pickle PickleStack::finish() {
    PickleValue root = pop();
    if (!values_.empty()) failDamagedPickle();
    return {std::move(root), std::move(containers_), {}};
}

} // namespace lightcl
