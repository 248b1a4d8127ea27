#include "base/error.h"
#include "remote/device.h"
#include "text/printable.h"

#include <fmt/format.h>
#include <fstream>
#include <sstream>
#include <toml++/toml.h>
#include <utility>

namespace lightcl {

namespace {

/// One device's table, with the place that messages name.
class DeviceTable {
public:
    DeviceTable(const toml::table& table, std::string file, std::string name)
        : table_(&table), file_(std::move(file)), name_(std::move(name)) {}

    [[nodiscard]] Device read() const {
        Device device;
        device.name = name_;
        for (const auto& [key, node] : *table_) readKey(device, std::string(key.str()), node);
        return device;
    }

private:
    void readKey(Device& device, const std::string& key, const toml::node& node) const {
        if (key == "ssh")
            device.ssh = text(key, node);
        else if (key == "folder")
            device.folder = text(key, node);
        else if (key == "memory")
            device.memory = bytesOfSize(text(key, node), place(key, node));
        else if (key == "threads")
            device.threads = static_cast<int>(integer(key, node));
        else
            throw InputError(fmt::format("{}: expected ssh, folder, memory or threads", place(key, node)));
    }
    [[nodiscard]] std::string place(const std::string& key, const toml::node& node) const {
        return fmt::format("{}:{}: {}.{}", file_, node.source().begin.line, printable(name_), printable(key));
    }
    [[nodiscard]] std::string text(const std::string& key, const toml::node& node) const {
        if (const auto* value = node.as_string()) return value->get();
        throw InputError(fmt::format("{}: expected a text in quotes", place(key, node)));
    }
    [[nodiscard]] std::int64_t integer(const std::string& key, const toml::node& node) const {
        const auto* value = node.as_integer();
        if (value != nullptr && value->get() >= 0 && value->get() <= 1024) return value->get();
        throw InputError(fmt::format("{}: expected an integer from 0 to 1024", place(key, node)));
    }

    const toml::table* table_;
    std::string file_;
    std::string name_;
};

std::string fileText(const std::filesystem::path& file) {
    constexpr std::size_t most = 1 << 20;
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream || text.str().size() > most)
        throw InputError(fmt::format("{}: cannot be read; expected a readable settings file", file.string()));
    return text.str();
}

} // namespace

DeviceBook::DeviceBook(std::filesystem::path file) : file_(std::move(file)) {
    std::error_code ignored;
    if (!std::filesystem::exists(file_, ignored)) return;
    const std::string name = file_.string();
    const std::string text = fileText(file_);
    if (text.empty()) return;
    try {
        const toml::table devices = toml::parse(text, name);
        for (const auto& [key, node] : devices) {
            const auto* table = node.as_table();
            const std::string origin = fmt::format("{}:{}", name, node.source().begin.line);
            if (table == nullptr)
                throw InputError(fmt::format("{}: {}: expected a device as [NAME], found a value", origin,
                                             printable(std::string(key.str()))));
            devices_.push_back(DeviceTable(*table, name, std::string(key.str())).read());
            try {
                requireUsable(devices_.back());
            } catch (const InputError& error) {
                throw InputError(fmt::format("{}: {}", origin, error.what()));
            }
        }
    } catch (const toml::parse_error& error) {
        throw InputError(fmt::format("{}:{}: no TOML: {}", name, error.source().begin.line,
                                     printable(std::string(error.description()))));
    }
}

} // namespace lightcl
