#include "weights/pickle_machine.h"

#include "base/error.h"
#include "text/printable.h"
#include "weights/pickle_opcode.h"
#include "weights/pickle_references.h"
#include "weights/tensor_builder.h"

#include <bit>
#include <charconv>
#include <fmt/format.h>

namespace lightcl {

namespace {

using Kind = PickleContainer::Kind;

/// Bounds the memory that a file of unbroken instructions can take; a state_dict has about 30 a tensor.
constexpr std::uint64_t kMostInstructions = 16'000'000;
/// Names that are kept to be told.
constexpr std::size_t kMostForeignNames = 1000;

/// A signed number of `width` bytes.
std::int64_t signExtended(std::uint64_t bits, std::size_t width) {
    const auto shift = static_cast<unsigned>(64 - 8 * width);
    return width == 0 ? 0 : static_cast<std::int64_t>(bits << shift) >> shift;
}

/// Before release 1.6 a pickled module's class came as ("module", class, source file, source); null for other ids.
const PickleValue* moduleOf(const PickleValue& persistentId) {
    auto* const* tuple = std::get_if<PickleContainer*>(&persistentId);
    if (tuple == nullptr || (*tuple)->items.size() != 4) return nullptr;
    const auto* kind = std::get_if<std::shared_ptr<const std::string>>(&(*tuple)->items.front());
    return kind != nullptr && **kind == "module" ? &(*tuple)->items[1] : nullptr;
}

} // namespace

Pickle PickleMachine::run() {
    for (std::uint64_t instruction = 0;; ++instruction) {
        if (instruction == kMostInstructions) {
            throw InputError(fmt::format("expected a pickle of at most {} instructions, found more; {}",
                                         kMostInstructions, kSaveAlone));
        }
        const auto code = static_cast<unsigned>(cursor_->number(1));
        if (code == pickle::Stop) break;
        const bool known = runScalar(code) || runText(code) || runLine(code) || runContainer(code) ||
                           runAddition(code) || runStack(code) || runReference(code) || runCall(code);
        if (!known) throw InputError(fmt::format("expected a pickle, found the unknown instruction 0x{:02x}", code));
    }
    Pickle pickle = stack_.finish();
    pickle.foreign = std::move(foreign_);
    return pickle;
}

bool PickleMachine::runScalar(unsigned code) {
    switch (code) {
    case pickle::Protocol:
        cursor_->take(1);
        return true;
    case pickle::Frame:
        cursor_->take(8);
        return true;
    case pickle::None:
        stack_.push(std::monostate());
        return true;
    case pickle::True:
    case pickle::False:
        stack_.push(code == pickle::True);
        return true;
    case pickle::BinInt:
        stack_.push(signExtended(cursor_->number(4), 4));
        return true;
    case pickle::BinInt1:
    case pickle::BinInt2:
        stack_.push(static_cast<std::int64_t>(cursor_->number(code == pickle::BinInt1 ? 1 : 2)));
        return true;
    case pickle::Long1:
    case pickle::Long4:
        pushLong(cursor_->number(code == pickle::Long1 ? 1 : 4));
        return true;
    case pickle::BinFloat: {
        std::uint64_t bits = 0; // big-endian
        for (int byte = 0; byte < 8; ++byte) bits = bits << 8U | cursor_->number(1);
        stack_.push(std::bit_cast<double>(bits));
        return true;
    }
    default:
        return false;
    }
}

void PickleMachine::pushLong(std::uint64_t length) {
    if (length <= 8) {
        const std::uint64_t bits = cursor_->number(length);
        stack_.push(signExtended(bits, length));
        return;
    }
    cursor_->take(length);
    pushForeign("int");
}

void PickleMachine::pushForeign(const std::string& name) {
    stack_.push(std::make_shared<const PickleReference>(PickleReference{name}));
}

bool PickleMachine::runText(unsigned code) {
    switch (code) {
    case pickle::ShortBinString:
    case pickle::ShortBinUnicode:
        pushText(cursor_->number(1));
        return true;
    case pickle::BinString:
    case pickle::BinUnicode:
        pushText(cursor_->number(4));
        return true;
    case pickle::BinUnicode8:
        pushText(cursor_->number(8));
        return true;
    case pickle::ShortBinBytes:
        pushBytes(cursor_->number(1));
        return true;
    case pickle::BinBytes:
        pushBytes(cursor_->number(4));
        return true;
    case pickle::BinBytes8:
    case pickle::ByteArray8:
        pushBytes(cursor_->number(8));
        return true;
    case pickle::NextBuffer:
        pushForeign("buffer");
        return true;
    case pickle::ReadonlyBuffer:
        return true;
    default:
        return false;
    }
}

void PickleMachine::pushText(std::uint64_t length) {
    stack_.push(std::make_shared<const std::string>(cursor_->text(length)));
}

void PickleMachine::pushBytes(std::uint64_t length) {
    cursor_->take(length);
    pushForeign("bytes");
}

/// Protocol 0 writes numbers and texts as lines.
bool PickleMachine::runLine(unsigned code) {
    switch (code) {
    case pickle::Int:
    case pickle::Long:
        pushNumber(cursor_->line());
        return true;
    case pickle::Float:
        static_cast<void>(cursor_->line());
        pushForeign("float");
        return true;
    case pickle::String: {
        const std::string_view quoted = cursor_->line();
        if (quoted.size() < 2) failDamagedPickle();
        stack_.push(std::make_shared<const std::string>(quoted.substr(1, quoted.size() - 2)));
        return true;
    }
    case pickle::Unicode:
        stack_.push(std::make_shared<const std::string>(cursor_->line()));
        return true;
    default:
        return false;
    }
}

void PickleMachine::pushNumber(std::string_view digits) {
    if (digits.ends_with('L')) digits.remove_suffix(1);
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc::result_out_of_range) return pushForeign("int");
    if (error != std::errc() || end != digits.data() + digits.size()) failDamagedPickle();
    if (digits == "00" || digits == "01") return stack_.push(value == 1);
    stack_.push(value);
}

bool PickleMachine::runReference(unsigned code) {
    switch (code) {
    case pickle::Global: {
        const std::string module(cursor_->line());
        pushReference(module, std::string(cursor_->line()));
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
    case pickle::Extension1:
    case pickle::Extension2:
    case pickle::Extension4: {
        const std::size_t width = code == pickle::Extension1 ? 1 : code == pickle::Extension2 ? 2 : 4;
        pushReference("extension", std::to_string(cursor_->number(width)));
        return true;
    }
    case pickle::BinPersistentId: {
        const PickleValue id = stack_.pop();
        if (const PickleValue* module = moduleOf(id)) {
            stack_.push(*module);
        } else {
            stack_.push(storageFrom(id));
        }
        return true;
    }
    case pickle::PersistentId:
        static_cast<void>(cursor_->line());
        pushForeign("persistent id");
        return true;
    default:
        return false;
    }
}

void PickleMachine::pushReference(const std::string& module, const std::string& name) {
    PickleValue value = referenceTo(module, name);
    if (const auto* reference = std::get_if<std::shared_ptr<const PickleReference>>(&value)) {
        if (foreign_.size() < kMostForeignNames) foreign_.insert((*reference)->name);
    }
    stack_.push(std::move(value));
}

} // namespace lightcl
