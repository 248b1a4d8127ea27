#include "remote/child.h"

#include "base/descriptor.h"
#include "base/error.h"
#include "text/printable.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sstream>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lightcl {

namespace {

[[noreturn]] void failChild(const std::string& what) {
    throw Error(fmt::format("{}: {}", what, std::strerror(errno)));
}

/// A nameless file in memory. A pipe would have to be read to its end, which a program that outlives its parent (ssh's
/// shared connection) puts off.
Descriptor memoryFile() {
    Descriptor file(::memfd_create("lightcl", MFD_CLOEXEC));
    if (!file.isOpen()) failChild("cannot make a file in memory");
    return file;
}

Descriptor inputOf(const ChildFiles& files) {
    if (files.inputFile.empty() && files.input.empty()) {
        Descriptor null(::open("/dev/null", O_RDONLY | O_CLOEXEC));
        if (!null.isOpen()) failChild("/dev/null");
        return null;
    }
    if (!files.inputFile.empty()) {
        Descriptor file(::open(files.inputFile.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file.isOpen() || ::lseek(file.get(), files.inputFrom, SEEK_SET) < 0) failChild(files.inputFile.string());
        return file;
    }
    Descriptor memory = memoryFile();
    for (std::string_view rest = files.input; !rest.empty();) {
        const ssize_t count = ::write(memory.get(), rest.data(), rest.size());
        if (count < 0 && errno != EINTR) failChild("cannot write to a file in memory");
        rest.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    }
    ::lseek(memory.get(), 0, SEEK_SET);
    return memory;
}

Descriptor outputOf(const ChildFiles& files) {
    if (files.outputFile.empty()) return memoryFile();
    Descriptor file(::open(files.outputFile.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
    if (!file.isOpen()) failChild(files.outputFile.string());
    return file;
}

std::string contentOfDescriptor(int descriptor) {
    std::string text;
    std::array<char, 65536> buffer{};
    ::lseek(descriptor, 0, SEEK_SET);
    for (ssize_t count = 0; (count = ::read(descriptor, buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    return text;
}

bool holdsBackInterrupts() {
    sigset_t blocked;
    sigemptyset(&blocked);
    return ::pthread_sigmask(SIG_BLOCK, nullptr, &blocked) == 0 && sigismember(&blocked, SIGINT) == 1;
}

/// Returns the process's id; 0, with errno set, when the program is not there.
pid_t startChild(const std::vector<std::string>& arguments, int in, int out, int err) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err, STDERR_FILENO);
    // Signals that we hold back are not to be held back there.
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    // Nor is a Ctrl-C that we wait for to end them: the terminal sends it to its whole group.
    posix_spawnattr_setpgroup(&attributes, 0);
    const int group = holdsBackInterrupts() ? POSIX_SPAWN_SETPGROUP : 0;
    posix_spawnattr_setflags(&attributes, static_cast<short>(POSIX_SPAWN_SETSIGMASK | group));
    std::vector<char*> pointers;
    for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
    pointers.push_back(nullptr);
    pid_t pid = 0;
    const int error = posix_spawnp(&pid, pointers.front(), &actions, &attributes, pointers.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (error == 0) return pid;
    errno = error;
    return 0;
}

int endOfChild(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

std::vector<std::string> linesOf(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
        if (!line.empty()) lines.push_back(printable(line));
    }
    return lines;
}

} // namespace

std::string ChildEnd::lastWords() const {
    const auto lines = linesOf(err);
    return lines.empty() ? std::string() : lines.back();
}

std::string ChildEnd::words() const {
    std::string all;
    for (const std::string& line : linesOf(err)) all += (all.empty() ? "" : "; ") + line;
    return all;
}

ChildEnd runChildren(const std::vector<std::vector<std::string>>& programs, const ChildFiles& files) {
    ChildEnd end;
    const Descriptor out = outputOf(files);
    const Descriptor err = memoryFile();
    Descriptor in = inputOf(files);
    std::vector<pid_t> pids;
    for (std::size_t i = 0; i < programs.size(); ++i) {
        std::array<int, 2> pipe{-1, -1};
        const bool isLast = i + 1 == programs.size();
        if (!isLast && ::pipe2(pipe.data(), O_CLOEXEC) != 0) failChild("cannot make a pipe");
        Descriptor next(pipe[0]);
        const Descriptor write(pipe[1]);
        const pid_t pid = startChild(programs[i], in.get(), isLast ? out.get() : write.get(), err.get());
        if (pid == 0) {
            end.missing = programs[i].front();
            break;
        }
        pids.push_back(pid);
        in = std::move(next);
    }
    in.close();
    for (const pid_t pid : pids) {
        end.exitCode = endOfChild(pid);
        if (end.firstFailure == 0) end.firstFailure = end.exitCode;
    }
    if (files.outputFile.empty()) end.out = contentOfDescriptor(out.get());
    end.err = contentOfDescriptor(err.get());
    return end;
}

} // namespace lightcl
