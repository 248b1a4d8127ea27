#include "weights/file_kind.h"

#include "weights/pickle_references.h"

#include <array>
#include <cctype>
#include <fmt/format.h>

namespace lightcl {

namespace {

struct KnownStart {
    std::string_view start;
    const char* kind;
};

constexpr std::array<KnownStart, 11> kStarts = {{
    {"version https://git-lfs", "a Git LFS pointer, not the file it stands for; fetch that with git lfs pull"},
    {"\x89HDF", "an HDF5 file, as Keras writes; convert it in Python"},
    {"\x93NUMPY", "a NumPy array; save a state_dict instead"},
    {"GGUF", "a GGUF file; convert it to safetensors"},
    {"\x1f\x8b", "a gzip archive; unpack it first"},
    {"\xfd\x37zXZ", "an xz archive; unpack it first"},
    {"BZh", "a bzip2 archive; unpack it first"},
    {"7z\xbc\xaf", "a 7-Zip archive; unpack it first"},
    {"\x28\xb5\x2f\xfd", "a Zstandard archive; unpack it first"},
    {"\x89PNG", "a picture"},
    {"\xff\xd8\xff", "a picture"},
}};

constexpr std::size_t kTarMark = 257;

bool isPlainPickle(std::string_view start) {
    return start.size() > 2 && start[0] == '\x80' && start[1] >= 2 && start[1] <= 5;
}

/// A header's length of less than 4 GiB, and the header; its lowest bytes may look like anything.
bool startsAsSafetensors(std::string_view start) {
    return start.size() > 8 && start.substr(4, 4) == std::string_view("\0\0\0\0", 4) && start[8] == '{';
}

/// The first characters that are no space, in lower case.
std::string loweredText(std::string_view start) {
    std::string text;
    for (const char c : start.substr(0, 64)) {
        const auto byte = static_cast<unsigned char>(c);
        if (!text.empty() || std::isspace(byte) == 0) text += static_cast<char>(std::tolower(byte));
    }
    return text;
}

} // namespace

std::string foreignFileKind(std::string_view start) {
    if (start.empty()) return "an empty file";
    if (startsAsSafetensors(start)) return {};
    for (const auto& known : kStarts) {
        if (start.starts_with(known.start)) return known.kind;
    }
    const std::string text = loweredText(start);
    if (text.starts_with("<!doctype") || text.starts_with("<html") || text.starts_with("<?xml")) {
        return "a web page, often what a failed download leaves; fetch the file itself";
    }
    if (text.starts_with("{") || text.starts_with("[")) return "a JSON text; the weights are in the files beside it";
    if (start.size() > kTarMark + 5 && start.substr(kTarMark, 5) == "ustar") {
        return "a tar archive; unpack it first, or load it in Python and save the state_dict alone";
    }
    if (isPlainPickle(start)) {
        return fmt::format("a pickle that torch.save has not written; load it in Python and save its state_dict: {}",
                           kSaveAlone);
    }
    return {};
}

} // namespace lightcl
