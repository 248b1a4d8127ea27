#pragma once

#include "weights/byte_cursor.h"
#include "weights/pickle_stack.h"

namespace lightcl {

/// Reads a pickle of protocol 2 to 5 as torch.save writes it for a state_dict: dictionaries, lists, tuples, numbers,
/// texts and tensors. Nothing that the pickle asks for is executed: the machine knows the instructions that build
/// tensors and plain data, and refuses every other.
class PickleMachine {
public:
    explicit PickleMachine(std::span<const std::byte> bytes);
    /// To the pickle's end. Throws InputError naming what else it holds ("expected tensors only, found a reference to
    /// os.system"), and when it is cut short, damaged, or a tensor reaches beyond its storage. Call it once.
    Pickle run();

private:
    /// Each takes the instructions of its kind; false: it is of another kind.
    bool runScalar(unsigned code);
    bool runText(unsigned code);
    bool runContainer(unsigned code);
    bool runMemo(unsigned code);
    bool runReference(unsigned code);

    void pushText(std::uint64_t length);
    void pushLong(std::uint64_t length);
    void pushReference(const std::string& module, const std::string& name);
    void reduce();
    void build();

    ByteCursor cursor_;
    PickleStack stack_;
};

} // namespace lightcl
