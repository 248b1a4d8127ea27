#pragma once

#include "weights/byte_cursor.h"
#include "weights/pickle_stack.h"

namespace lightcl {

/// Reads a pickle of any protocol as torch.save writes it: dictionaries, lists, tuples, numbers, texts and tensors.
/// Nothing that the pickle asks for is executed: what it would make by calling a class or function that is not known
/// here becomes an object of which only the name and the parts are known, so that tensors beside it or in it are found.
/// It takes time that grows with the pickle's length, and memory of at most 100 bytes an instruction.
class PickleMachine {
public:
    /// Reads from where the cursor stands, which the caller keeps.
    explicit PickleMachine(ByteCursor& cursor) : cursor_(&cursor) {}
    /// To the pickle's end. Throws InputError when it refers to what only does harm ("found a reference to os.system"),
    /// when it is cut short, damaged or endlessly long, or a tensor reaches beyond its storage. Call it once.
    Pickle run();

private:
    /// Each takes the instructions of its kind; false: it is of another kind.
    bool runScalar(unsigned code);
    bool runText(unsigned code);
    bool runLine(unsigned code);
    bool runContainer(unsigned code);
    bool runAddition(unsigned code);
    bool runStack(unsigned code);
    bool runReference(unsigned code);
    bool runCall(unsigned code);

    void pushText(std::uint64_t length);
    void pushLong(std::uint64_t length);
    void pushNumber(std::string_view digits);
    void pushBytes(std::uint64_t length);
    /// A value that nothing here uses, as a time or an integer of more than 64 bits.
    void pushForeign(const std::string& name);
    void pushReference(const std::string& module, const std::string& name);
    void call(const PickleValue& function, const PickleValue& arguments);

    ByteCursor* cursor_;
    PickleStack stack_;
    std::set<std::string> foreign_;
};

} // namespace lightcl
