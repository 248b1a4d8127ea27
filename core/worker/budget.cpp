#include "worker/budget.h"

#include "catalog/catalog.h"
#include "engine/scratch_tensor.h"
#include "profiling/memory_cap.h"
#include "profiling/process_floor.h"
#include "profiling/tensor_memory.h"
#include "running/budget_advice.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ; // NOLINT(readability-redundant-declaration)

namespace lightcl {

namespace {

constexpr auto kTriedScope = "LIGHTCL_TRIED_SCOPE"; ///< set once this program was started anew, or cannot be

torch::Tensor inFile(const torch::Tensor& images) {
    auto moved = scratchTensor(images.sizes().vec(), images.scalar_type());
    moved.copy_(images);
    return moved;
}

std::vector<std::string> scopeCommand() {
    return {"systemd-run",
            "--user",
            "--scope",
            "--quiet",
            "--collect",
            "--property=MemoryAccounting=yes",
            "--property=MemorySwapMax=0",
            "--"};
}

std::vector<char*> pointersOf(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    pointers.reserve(words.size() + 1);
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    return pointers;
}

bool succeeds(std::vector<std::string> command) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
        posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", stream == STDIN_FILENO ? O_RDONLY : O_WRONLY,
                                         0);
    pid_t process = 0;
    const int failed =
        ::posix_spawnp(&process, command.front().c_str(), &actions, nullptr, pointersOf(command).data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) return false;
    int status = 0;
    while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

} // namespace

void moveOffHeap(Dataset& dataset, const ScenarioSettings& scenario) {
    const DatasetLayout layout = catalog().dataset(scenario.dataset)->layout;
    if (layout == DatasetLayout::ImageFolder || layout == DatasetLayout::TinyImageNet) return;
    for (Split* split : {&dataset.train, &dataset.test}) split->images = inFile(split->images);
    releaseUnusedMemory();
}

bool hasConvolutions(const NetworkSpec& network) {
    const auto layers = network.weightLayers();
    return std::any_of(layers.begin(), layers.end(),
                       [](const LayerSpec& layer) { return layer.kind == LayerKind::Conv2d; });
}

MemoryBudget budgetAboveFloor(std::int64_t bytes, const NetworkSpec& network) {
    const MemoryBudget budget{bytes, processFloor(hasConvolutions(network))};
    requireAboveFloor(budget);
    return budget;
}

void enterOwnScope(char** arguments) {
    if (std::getenv(kTriedScope) != nullptr || ownGroupLimit()) return;
    ::setenv(kTriedScope, "1", 1);
    auto trial = scopeCommand();
    trial.emplace_back("true");
    if (!succeeds(trial)) return;
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return;
    auto command = scopeCommand();
    command.push_back(self.string());
    for (char** argument = arguments + 1; *argument != nullptr; ++argument) command.emplace_back(*argument);
    ::execvp(command.front().c_str(), pointersOf(command).data()); // returns when it fails
}

} // namespace lightcl
