#include "cli/command_fixture.h"

#include "cli/command_line.h"

#include <cstdlib>
#include <fmt/format.h>
#include <sstream>

namespace lightcl::test {

CommandResult runLightcl(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = runCommandLine(arguments, {out, err, false, [] { return 80; }});
    return {code, out.str(), err.str()};
}

TrainingFolder::TrainingFolder() {
    for (const auto* name :
         {"train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"})
        writeBytes(folder_ / name, "");
    const auto self = std::filesystem::read_symlink("/proc/self/exe");
    const auto worker = folder_ / "worker";
    writeBytes(worker, fmt::format("#!/bin/sh\nLIGHTCL_TEST_WORKER=\"$*\" exec '{}' '[.worker]'\n", self.string()));
    std::filesystem::permissions(worker, std::filesystem::perms::owner_all);
    setenv("LIGHTCL_WORKER", worker.c_str(), 1);
}

TrainingFolder::~TrainingFolder() {
    unsetenv("LIGHTCL_WORKER");
}

std::string TrainingFolder::spec(const std::vector<std::string>& methods, int seeds, const std::string& more) const {
    std::string seedList;
    for (int seed = 0; seed < seeds; ++seed) seedList += fmt::format("{}{}", seed == 0 ? "" : ", ", seed);
    auto text =
        fmt::format("name = \"test\"\nseeds = [{}]\n[scenario]\ndataset = \"fashion-mnist\"\ndata_path = \"{}\"\n"
                    "[network]\nbackbone = \"mlp\"\nhidden = [4]\n",
                    seedList, folder_.path().string());
    text += more;
    for (const auto& method : methods) text += fmt::format("[[method]]\nname = \"{}\"\n", method);
    writeBytes(folder_ / "spec.toml", text);
    return (folder_ / "spec.toml").string();
}

} // namespace lightcl::test
