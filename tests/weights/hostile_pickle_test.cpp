#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "weights/weights_fixture.h"

using namespace lightcl;
using namespace lightcl::test;
using namespace std::string_literals;

namespace {

struct HostileFile {
    TemporaryFolder folder;
    std::filesystem::path file = folder / "x.pt";

    /// What reading a file of this pickle says, without the file's name.
    [[nodiscard]] std::string error(const std::string& pickle,
                                    const std::string& storage = std::string(16, '\0')) const {
        writeArchive(file, pickle, storage);
        const auto message = messageOf<InputError>([&] { readWeightsFile(file); });
        const auto start = file.string() + ": ";
        CHECK(message.starts_with(start));
        CHECK(message.find('\n') == std::string::npos);
        return message.substr(start.size());
    }
};

std::string shortText(const std::string& text) {
    return "\x8c"s + static_cast<char>(text.size()) + text;
}

/// The dictionary {"w": tensor}, of storage "0" with `values` values of float32.
std::string tensorPickle(const std::string& offset, const std::string& shape, const std::string& strides,
                         const std::string& values = "K\x04") {
    return "\x80\x02}"s + shortText("w") + "ctorch._utils\n_rebuild_tensor_v2\n((" + shortText("storage") +
           "ctorch\nFloatStorage\n" + shortText("0") + shortText("cpu") + values + "tQ" + offset + shape + strides +
           "\x89NtRs.";
}

} // namespace

TEST_CASE_METHOD(HostileFile, "A pickle that calls something is refused by its name") {
    CHECK(error("\x80\x02"s + "cos\nsystem\n" + shortText("id") + "\x85R.") ==
          "expected tensors only, found a reference to os.system");
    CHECK(error("\x80\x02"s + "cbuiltins\neval\n" + shortText("1") + "\x85R.") ==
          "expected tensors only, found a reference to builtins.eval");
    CHECK(error("\x80\x04"s + shortText("os") + shortText("system") + "\x93" + shortText("id") + "\x85R.") ==
          "expected tensors only, found a reference to os.system");
    CHECK(error("(" + shortText("id") + "ios\nsystem\n.") == "expected tensors only, found a reference to os.system");
    CHECK(error("\x80\x02"s + "cposix\nsys\x1b[2Jtem\n.") ==
          "expected tensors only, found a reference to posix.sys<U+001B>[2Jtem");
}

TEST_CASE_METHOD(HostileFile, "A name that hides in an allowed place is refused too") {
    // os.system inside the arguments of a tensor, behind a memo, and as an attribute.
    CHECK(error("\x80\x02"s + "ctorch._utils\n_rebuild_tensor_v2\n(cos\nsystem\ntR.") ==
          "expected tensors only, found a reference to os.system");
    CHECK(error("\x80\x02}"s + "}" + shortText("_metadata") + "cos\nsystem\nsb.") ==
          "expected tensors only, found a reference to os.system");
}

TEST_CASE_METHOD(HostileFile, "Instructions that make objects make nothing but a name") {
    const std::string none =
        R"(expected a state_dict: tensors by name, found none; save it in Python: torch.save(model.state_dict(), "weights.pt"))";
    CHECK(error("\x80\x02"s + "ccollections\nOrderedDict\n)\x81.") == none); // NEWOBJ
    CHECK(error("\x80\x02"s + "cargparse\nNamespace\n)R.") == none);
    CHECK(error("(cargparse\nNamespace\nK\x01o.") == none); // OBJ
    CHECK(error("(K\x01iargparse\nNamespace\n.") == none);  // INST
    CHECK(error("\x82\x01.") == none);                      // EXT1
    CHECK(error("\x80\x02"s + "ctorch\n_utils._rebuild_tensor_v2\n.") == none);
    CHECK(error("\x8a\x09" + std::string(9, '\1') + ".") == none); // an integer of more than 64 bits
    CHECK(contains(error("(o."), "one that is damaged"));
    CHECK(contains(error("\xff."), "the unknown instruction 0xff"));
    CHECK(contains(error("\x80\x02K\x01K\x02\x85R."), "a call of something else"));
    CHECK(contains(error("\x80\x02"s + "ctorch\nFloatStorage\n)R."), "a call of something else"));
    CHECK(contains(error("\x80\x02"s + "ctorch._utils\n_rebuild_parameter\n)R."), "a parameter that is no tensor"));
    CHECK(contains(error("\x80\x02]}b."), "one that is damaged")); // attributes of a list
}

TEST_CASE_METHOD(HostileFile, "A pickle that contradicts itself is refused") {
    for (const std::string pickle : {"",
                                     ".",
                                     "N",
                                     "NN.",
                                     "0.",
                                     "t.",
                                     "(.",
                                     "u.",
                                     "a.",
                                     "s.",
                                     "q\1.",
                                     "h\1.",
                                     "Na.",
                                     "\x85.",
                                     "}(K\1u.",
                                     "R.",
                                     "b.",
                                     "Q.",
                                     "X\xff\xff\xff\xff.",
                                     "(K\1R.",
                                     "]K\1(Na."}) {
        CAPTURE(pickle);
        CHECK_FALSE(error(pickle).empty());
    }
    CHECK(contains(error("\x8d\xff\xff\xff\xff\xff\xff\xff\xff."), "the pickle is cut short"));
    CHECK(contains(error("]."), "expected a state_dict: tensors by name, found none"));
    CHECK(contains(error("}."), "expected a state_dict: tensors by name, found none"));
}

TEST_CASE_METHOD(HostileFile, "A pickle may be deep, and hold itself") {
    CHECK(contains(error(std::string(200'000, '(') + "N" + std::string(200'000, 't') + "."), "found none"));
    CHECK(contains(error("]q\1h\1a."), "found none"));
}

TEST_CASE_METHOD(HostileFile, "A tensor must lie within its storage") {
    writeArchive(file, tensorPickle("K\1", "K\3\x85", "K\1\x85"), std::string(16, '\0'));
    CHECK(readWeightsFile(file).tensors.at(0).offset == 1);
    const std::string beyond = "expected a tensor within its storage 0 of 4 values, found one beyond it";
    CHECK(error(tensorPickle("K\2", "K\3\x85", "K\1\x85")) == beyond);
    CHECK(error(tensorPickle("K\0"s, "K\2K\2\x86", "K\4K\1\x86")) == beyond);
    CHECK(error(tensorPickle("K\4", ")", ")")) == beyond);
    CHECK(error(tensorPickle("K\0"s, "J\xff\xff\xff\x7fJ\xff\xff\xff\x7fJ\xff\xff\xff\x7f\x87", "K\0K\0K\0\x87"s)) ==
          beyond);
    CHECK(error(tensorPickle("K\0"s, "K\2\x85", "\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f\x85")) == beyond);
    CHECK(contains(error(tensorPickle("J\xff\xff\xff\xff", "K\1\x85", "K\1\x85")), "count of at least 0, found -1"));
    CHECK(contains(error(tensorPickle("K\0"s, "K\1\x85", ")")), "expected a stride for each"));
    CHECK(contains(error(tensorPickle("N", "K\1\x85", "K\1\x85")), "found other arguments"));
    CHECK(error(tensorPickle("K\0"s, "K\1\x85", "K\1\x85", "K\5")) == "data/0: expected 20 bytes, found 16");
    CHECK(contains(error(tensorPickle("K\0"s, "K\1\x85", "K\1\x85", "\x8a\x08\xff\xff\xff\xff\xff\xff\xff\x7f")),
                   "expected fewer values"));
}
