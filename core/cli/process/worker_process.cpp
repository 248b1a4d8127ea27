#include "cli/process/worker_process.h"

#include "base/error.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

namespace lightcl {

namespace {

struct Pipe {
    Descriptor read;
    Descriptor write;
};

Pipe makePipe() {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) throw Error(fmt::format("cannot make a pipe: {}", std::strerror(errno)));
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

std::vector<std::string> environmentWith(const ProcessCommand::Variables& additions) {
    std::vector<std::string> environment;
    for (char** entry = environ; *entry != nullptr; ++entry) environment.emplace_back(*entry);
    for (const auto& [name, value] : additions) environment.push_back(fmt::format("{}={}", name, value));
    return environment;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

/// In the child, between fork and exec: only async-signal-safe calls. The errno of a failure goes to `failure`.
[[noreturn]] void becomeProgram(char* const* arguments, char* const* environment, int out, int err, int failure) {
    setpgid(0, 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const int null = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (null >= 0) dup2(null, STDIN_FILENO);
    if (dup2(out, STDOUT_FILENO) >= 0 && dup2(err, STDERR_FILENO) >= 0) execve(arguments[0], arguments, environment);
    const int error = errno;
    const auto written = write(failure, &error, sizeof error);
    _exit(written == sizeof error ? 127 : 126);
}

/// Appends what one read() gives; closes the descriptor at its end.
std::string readSome(Descriptor& descriptor) {
    std::array<char, 65536> buffer{};
    ssize_t count = 0;
    do {
        count = read(descriptor.get(), buffer.data(), buffer.size());
    } while (count < 0 && errno == EINTR);
    if (count <= 0) {
        descriptor.close();
        return {};
    }
    return {buffer.data(), static_cast<std::size_t>(count)};
}

} // namespace

WorkerProcess::WorkerProcess(const ProcessCommand& command) {
    auto arguments = command.arguments;
    arguments.insert(arguments.begin(), command.program);
    auto environment = environmentWith(command.additions());
    const auto argumentPointers = pointersTo(arguments);
    const auto environmentPointers = pointersTo(environment);
    auto out = makePipe();
    auto err = makePipe();
    auto failure = makePipe();
    pid_ = fork();
    if (pid_ == 0) {
        becomeProgram(argumentPointers.data(), environmentPointers.data(), out.write.get(), err.write.get(),
                      failure.write.get());
    }
    if (pid_ < 0) throw Error(fmt::format("{}: cannot be started: {}", command.program, std::strerror(errno)));
    failure.write.close();
    int error = 0;
    if (read(failure.read.get(), &error, sizeof error) == sizeof error) {
        wait();
        throw Error(fmt::format("{}: cannot be started: {}", command.program, std::strerror(error)));
    }
    out_ = std::move(out.read);
    err_ = std::move(err.read);
}

WorkerProcess::~WorkerProcess() {
    signal(SIGKILL);
    wait();
}

std::vector<std::string> WorkerProcess::readOut() {
    const auto bytes = readSome(out_);
    if (!bytes.empty()) return outLines_.add(bytes);
    auto rest = outLines_.takeRest();
    return rest.empty() ? std::vector<std::string>{} : std::vector{std::move(rest)};
}

void WorkerProcess::readErr() {
    const auto bytes = readSome(err_);
    if (bytes.empty()) return lastWords_.add(errLines_.takeRest());
    for (const auto& line : errLines_.add(bytes)) lastWords_.add(line);
}

void WorkerProcess::signal(int number) const {
    if (pid_ > 0 && !end_) kill(pid_, number);
}

ProcessEnd WorkerProcess::wait() {
    if (end_) return *end_;
    int status = 0;
    while (pid_ > 0 && waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    end_ = WIFSIGNALED(status) ? ProcessEnd{0, WTERMSIG(status), {}} : ProcessEnd{WEXITSTATUS(status), 0, {}};
    return *end_;
}

} // namespace lightcl
