#pragma once

#include "weights/byte_cursor.h"
#include "weights/pickle_value.h"

#include <unordered_map>

namespace lightcl {

/// Reads a pickle of protocol 2 to 5 as torch.save writes it for a state_dict: dictionaries, lists, tuples, numbers,
/// texts and tensors. It has a stack of values, marks in it, and a memo of values to be used again. Nothing that the
/// pickle asks for is executed: the machine knows the instructions that build tensors and plain data, and refuses every
/// other.
class PickleMachine {
public:
    explicit PickleMachine(std::span<const std::byte> bytes);
    /// To the pickle's end. Throws InputError naming what else it holds ("expected tensors only, found a reference to
    /// os.system"), and when it is cut short, damaged, or a tensor reaches beyond its storage. Call it once.
    Pickle run();

private:
    using Items = std::vector<PickleValue>;

    /// Each takes the instructions of its kind; false: it is of another kind.
    bool runScalar(unsigned code);
    bool runText(unsigned code);
    bool runContainer(unsigned code);
    bool runMemo(unsigned code);
    bool runReference(unsigned code);

    void push(PickleValue value) { stack_.push_back(std::move(value)); }
    PickleValue pop();
    /// Takes what stands above the last mark.
    Items popToMark();
    void pushContainer(PickleContainer::Kind kind, Items items = {});
    void pushTuple(std::size_t length);
    void pushText(std::uint64_t length);
    void pushLong(std::uint64_t length);
    /// The container on top of the stack, which must be of that kind.
    PickleContainer& top(PickleContainer::Kind kind);
    void addToList(Items items);
    void addToDictionary(Items items);
    void recall(std::uint64_t place);

    void pushReference(const std::string& module, const std::string& name);
    void reduce();
    void build();

    ByteCursor cursor_;
    Pickle pickle_;
    Items stack_;
    std::vector<std::size_t> marks_;
    std::unordered_map<std::uint64_t, PickleValue> memo_;
};

} // namespace lightcl
