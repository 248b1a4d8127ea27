#include "weights/torch_file_writer.h"

#include "weights/pickle_writer.h"
#include "weights/zip_writer.h"

namespace lightcl {

void writeTorchFile(const std::filesystem::path& file, const std::map<std::string, std::string>& metadata,
                    const std::vector<TensorView>& tensors) {
    const std::string pickle = pickleStateDict(tensors);
    const std::string version = "3\n"; // of torch's own file format
    ZipWriter archive;
    archive.add("archive/data.pkl", std::as_bytes(std::span(pickle)));
    for (std::size_t key = 0; key < tensors.size(); ++key) {
        archive.add("archive/data/" + std::to_string(key), tensors[key].values);
    }
    for (const auto& [name, text] : metadata) archive.add("archive/extra/" + name, std::as_bytes(std::span(text)));
    archive.add("archive/version", std::as_bytes(std::span(version)));
    archive.write(file);
}

} // namespace lightcl
