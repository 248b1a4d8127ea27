#pragma once

#include "base/descriptor.h"
#include "running/worker_end.h"
#include "running/worker_launch.h"

#include <optional>
#include <string>
#include <sys/types.h>
#include <vector>

namespace lightcl {

/// A child process whose output is read line by line. It is in a process group of its own, so that a Ctrl-C at the
/// terminal reaches it only through us, and it goes on when we die. Destroying the object kills and reaps it.
class WorkerProcess {
public:
    /// Throws Error naming the program when it cannot be started.
    explicit WorkerProcess(const ProcessCommand& command);
    ~WorkerProcess();
    WorkerProcess(const WorkerProcess&) = delete;
    WorkerProcess& operator=(const WorkerProcess&) = delete;

    [[nodiscard]] pid_t pid() const { return pid_; }
    /// To poll() for reading; -1 once that stream has ended.
    [[nodiscard]] int outDescriptor() const { return out_.get(); }
    [[nodiscard]] int errDescriptor() const { return err_.get(); }
    [[nodiscard]] bool hasEnded() const { return !out_.isOpen() && !err_.isOpen(); }

    /// Reads what is there from standard output (blocks when nothing is); returns the complete lines.
    std::vector<std::string> readOut();
    /// The same for standard error, whose last lines are kept.
    void readErr();
    [[nodiscard]] const LastWords& lastWords() const { return lastWords_; }

    /// Sends a signal, unless it has been reaped.
    void signal(int number) const;
    /// Waits for its end, which both streams' end announces.
    ProcessEnd wait();

private:
    pid_t pid_ = -1;
    Descriptor out_;
    Descriptor err_;
    LineBuffer outLines_;
    LineBuffer errLines_;
    LastWords lastWords_;
    std::optional<ProcessEnd> end_;
};

} // namespace lightcl
