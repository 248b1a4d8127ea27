#include "weights/pickle_writer.h"

#include "weights/pickle_opcode.h"
#include "weights/stored_tensor.h"

#include <fmt/format.h>

namespace lightcl {

namespace {

class PickleWriter {
public:
    void code(pickle::Opcode opcode) { bytes_ += static_cast<char>(opcode); }

    void integer(std::int64_t value) {
        code(pickle::Long1);
        bytes_ += '\x08';
        number(static_cast<std::uint64_t>(value), 8);
    }
    void integers(const std::vector<std::int64_t>& values) {
        code(pickle::Mark);
        for (const std::int64_t value : values) integer(value);
        code(pickle::Tuple);
    }
    void text(std::string_view value) {
        code(pickle::BinUnicode);
        number(value.size(), 4);
        bytes_ += value;
    }
    void reference(std::string_view module, std::string_view name) {
        code(pickle::Global);
        bytes_ += fmt::format("{}\n{}\n", module, name);
    }
    void emptyOrderedDict() {
        reference("collections", "OrderedDict");
        code(pickle::EmptyTuple);
        code(pickle::Reduce);
    }
    void storage(const TensorView& tensor, std::size_t key) {
        code(pickle::Mark);
        text("storage");
        reference("torch", torchStorageName(tensor.type));
        text(std::to_string(key));
        text("cpu");
        integer(static_cast<std::int64_t>(tensor.values.size() / bytesOf(tensor.type)));
        code(pickle::Tuple);
        code(pickle::BinPersistentId);
    }
    void tensor(const TensorView& tensor, std::size_t key) {
        reference("torch._utils", "_rebuild_tensor_v2");
        code(pickle::Mark);
        storage(tensor, key);
        integer(0);
        integers(tensor.shape);
        integers(contiguousStrides(tensor.shape));
        code(pickle::False); // needs no gradient
        emptyOrderedDict();  // hooks
        code(pickle::Tuple);
        code(pickle::Reduce);
    }

    void protocol() {
        code(pickle::Protocol);
        bytes_ += '\x02';
    }
    [[nodiscard]] const std::string& bytes() const { return bytes_; }

private:
    void number(std::uint64_t value, std::size_t width) {
        for (std::size_t i = 0; i < width; ++i) bytes_ += static_cast<char>(value >> 8 * i & 0xffU);
    }

    std::string bytes_;
};

} // namespace

std::string pickleStateDict(const std::vector<TensorView>& tensors) {
    PickleWriter writer;
    writer.protocol();
    writer.emptyOrderedDict();
    writer.code(pickle::Mark);
    for (std::size_t key = 0; key < tensors.size(); ++key) {
        writer.text(tensors[key].name);
        writer.tensor(tensors[key], key);
    }
    writer.code(pickle::SetItems);
    writer.code(pickle::Stop);
    return writer.bytes();
}

} // namespace lightcl
