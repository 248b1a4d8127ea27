#include "cli/commands/devices_command.h"

#include "cli/commands/options.h"
#include "cli/display/devices_text.h"
#include "remote/device_setup.h"
#include "remote/remote_jobs.h"
#include "runs/exit_code.h"
#include "text/printable.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <ostream>

namespace lightcl {

namespace {

/// Says what the device lacks, a line each; returns the exit code.
int tellProblems(const Console& console, const Device& device, const DeviceState& state) {
    const auto problems = deviceProblems(device, state);
    console.out.flush();
    for (const std::string& problem : problems)
        console.err << fmt::format("lightcl: device {}: {}\n", device.name, problem);
    return problems.empty() ? kExitDone : kExitFailed;
}

} // namespace

CLI::App* DevicesCommand::describe(CLI::App& program) {
    command_ = program.add_subcommand("devices", "Machines that train runs, reached by SSH");
    command_->require_subcommand(1);
    command_->footer("Devices stand in lightcl/devices.toml below $XDG_CONFIG_HOME or ~/.config; \"local\" is this\n"
                     "machine and always there. `lightcl run SPEC.toml --on NAME` trains on a device, `lightcl fetch\n"
                     "NAME` brings home what is missing. OpenSSH connects: with keys, never asking for a password.");
    describeAdd(*command_);
    describeOthers(*command_);
    return command_;
}

void DevicesCommand::describeAdd(CLI::App& command) {
    auto* add = command.add_subcommand("add", "Add a device, or change the one of that name");
    add->add_option("name", device_.name, "What it is called here")->type_name("NAME")->required();
    add->add_option("--ssh", device_.ssh, "Where ssh finds it: user@host, or a name of ~/.ssh/config")
        ->type_name("DEST")
        ->required();
    add->add_option("--folder", device_.folder, "The folder there for programs, data and runs; by default ~/lightcl")
        ->type_name("DIR");
    add->add_option("--memory", memory_, "Most that a run may be predicted to need there, such as 512MiB")
        ->type_name("SIZE");
    addThreadsOption(*add, device_.threads);
    add->footer("For example: lightcl devices add board --ssh pi@board.local --memory 1GiB --threads 4");
}

void DevicesCommand::describeOthers(CLI::App& command) {
    auto* list = command.add_subcommand("list", "List the devices");
    addJsonOption(*list, json_, "Print them as JSON");
    const auto addNamed = [&](const char* name, const char* help) {
        command.add_subcommand(name, help)
            ->add_option("name", device_.name, "A device of `lightcl devices list`")
            ->type_name("NAME")
            ->required();
    };
    addNamed("check", "Say what a device has, and what it lacks to train runs");
    addNamed("setup", "Copy this build's programs to a device, and check it");
    addNamed("stop", "Stop a device's runs at their next step");
    addNamed("resume", "Go on with runs of a device that wait or were interrupted");
    addNamed("remove", "Forget a device; what lies there stays");
}

int DevicesCommand::execute(const Console& console) {
    const std::string what = command_->get_subcommands().front()->get_name();
    if (what == "add") return add(console);
    if (what == "list") return list(console);
    if (what == "check") return check(console);
    if (what == "setup") return setUp(console);
    if (what == "remove") return remove(console);
    return stopOrResume(console, what == "stop");
}

int DevicesCommand::add(const Console& console) {
    if (!memory_.empty()) device_.memory = bytesOfSize(memory_, "--memory");
    DeviceBook().add(device_);
    console.out << fmt::format("Device {} added; `lightcl devices setup {}` copies the programs there\n", device_.name,
                               device_.name);
    return kExitDone;
}

int DevicesCommand::list(const Console& console) const {
    const DeviceBook book;
    console.out << (json_ ? devicesJson(book.devices()) : devicesText(book.devices()));
    return kExitDone;
}

int DevicesCommand::check(const Console& console) const {
    if (device_.name == kLocalDevice) {
        console.out << "local: this machine, which trains what `lightcl run` is told without --on\n";
        return kExitDone;
    }
    const Ssh ssh(DeviceBook().device(device_.name));
    const DeviceState state = probeDevice(ssh);
    for (const std::string& fact : deviceFacts(state)) console.out << fact << '\n';
    const int code = tellProblems(console, ssh.device(), state);
    if (code == kExitDone) console.out << fmt::format("device {} is ready\n", device_.name);
    return code;
}

int DevicesCommand::setUp(const Console& console) const {
    const Ssh ssh(DeviceBook().device(device_.name));
    for (const std::string& done : setUpDevice(ssh, probeDevice(ssh))) console.out << done << '\n';
    console.out.flush();
    return check(console);
}

int DevicesCommand::remove(const Console& console) const {
    DeviceBook book;
    book.remove(device_.name);
    console.out << fmt::format("Device {} removed here; its folder there is as it was\n", device_.name);
    return kExitDone;
}

int DevicesCommand::stopOrResume(const Console& console, bool stops) const {
    const Ssh ssh(DeviceBook().device(device_.name));
    const DeviceState state = probeDevice(ssh);
    requireReady(ssh.device(), state);
    const RemoteJobs jobs(ssh, state);
    int count = 0;
    for (const std::string& name : jobs.names()) {
        const JobState job = jobs.stateOf(name);
        if (stops ? !job.trains && job.running == 0 : job.trains || job.waiting == 0) continue;
        if (stops)
            jobs.stop(name);
        else
            jobs.start(name, ssh.device().threads);
        ++count;
    }
    console.out << fmt::format("device {}: {} {}\n", device_.name, count == 1 ? "1 job" : fmt::format("{} jobs", count),
                               stops ? "asked to stop" : "go on");
    return kExitDone;
}

} // namespace lightcl
