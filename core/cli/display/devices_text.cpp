#include "cli/display/devices_text.h"

#include "text/printable.h"
#include "text/table.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lightcl {

namespace {

std::string countedDeviceRuns(std::size_t count) {
    return fmt::format("{} run{}", count, count == 1 ? "" : "s");
}

} // namespace

std::string devicesText(const std::vector<Device>& devices) {
    Table table;
    table.addColumn("device", Table::Align::Left);
    table.addColumn("ssh", Table::Align::Left);
    table.addColumn("folder", Table::Align::Left);
    table.addColumn("memory");
    table.addColumn("threads");
    table.addRow({kLocalDevice, "this machine", "-", "-", "-"});
    for (const Device& device : devices)
        table.addRow({device.name, printable(device.ssh), printable(device.folder),
                      device.memory > 0 ? sizeText(device.memory) : "-",
                      device.threads > 0 ? std::to_string(device.threads) : "-"});
    return toText(table);
}

std::string devicesJson(const std::vector<Device>& devices) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    const auto add = [&](const Device& device, const std::string& folder) {
        nlohmann::ordered_json one;
        one["name"] = device.name;
        one["ssh"] = device.ssh;
        one["folder"] = folder;
        one["memory_bytes"] = device.memory;
        one["threads"] = device.threads;
        list.push_back(std::move(one));
    };
    Device local;
    local.name = kLocalDevice;
    add(local, "");
    for (const Device& device : devices) add(device, device.folder);
    return list.dump(2) + "\n";
}

std::string homeComingWords(const MergedSource& merged) {
    if (merged.taken.empty() && merged.grown.empty() && merged.waiting.empty()) return "nothing new";
    std::string text = countedDeviceRuns(merged.taken.size()) + " taken";
    if (!merged.grown.empty()) text += fmt::format(", {} brought up to date", merged.grown.size());
    if (!merged.known.empty()) text += fmt::format(", {} known already", merged.known.size());
    if (!merged.waiting.empty()) text += fmt::format(", {} not begun there", merged.waiting.size());
    return text;
}

std::string jobWords(const JobState& state) {
    if (state.trains)
        return fmt::format("trains: {} run{}, {} wait", state.running, state.running == 1 ? "" : "s", state.waiting);
    if (state.running > 0) return fmt::format("{} still train", countedDeviceRuns(state.running));
    if (state.waiting == 0) return "all ended";
    return fmt::format("{} wait there{}", countedDeviceRuns(state.waiting), state.stopped ? ", stopped" : "");
}

} // namespace lightcl
