#include "profiling/device_meter.h"

#include <algorithm>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>

namespace lightcl {

namespace {

namespace fs = std::filesystem;

std::optional<std::int64_t> numberIn(const fs::path& file) {
    std::ifstream stream(file);
    std::int64_t number = 0;
    return stream >> number ? std::optional(number) : std::nullopt;
}

std::string wordIn(const fs::path& file) {
    std::ifstream stream(file);
    std::string word;
    stream >> word;
    return word;
}

/// The entries of a folder whose names begin so, and end in a number, in order.
std::vector<fs::path> numbered(const fs::path& folder, std::string_view start) {
    std::vector<fs::path> found;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with(start) || name.size() == start.size()) continue;
        const std::string_view rest = std::string_view(name).substr(start.size());
        if (rest.find_first_not_of("0123456789") == std::string_view::npos) found.push_back(entry.path());
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

DeviceMeter::DeviceMeter(const fs::path& sysfs) {
    findCounters(sysfs);
    if (counters_.empty()) findChannels(sysfs);
    for (const fs::path& zone : numbered(sysfs / "class/thermal", "thermal_zone"))
        if (numberIn(zone / "temp")) temperatures_.push_back(zone / "temp");
    for (const fs::path& core : numbered(sysfs / "devices/system/cpu", "cpu"))
        if (numberIn(core / "cpufreq/scaling_cur_freq")) clocks_.push_back(core / "cpufreq/scaling_cur_freq");
}

void DeviceMeter::findCounters(const fs::path& sysfs) {
    for (const fs::path& zone : numbered(sysfs / "class/powercap", "intel-rapl:")) {
        if (!wordIn(zone / "name").starts_with("package") || !numberIn(zone / "energy_uj")) continue;
        counters_.push_back({zone / "energy_uj", numberIn(zone / "max_energy_range_uj").value_or(0)});
    }
}

void DeviceMeter::findChannels(const fs::path& sysfs) {
    std::vector<Channel> all, supply;
    for (const fs::path& sensor : numbered(sysfs / "class/hwmon", "hwmon")) {
        if (!wordIn(sensor / "name").starts_with("ina")) continue;
        constexpr int kMostChannels = 8;
        for (int number = 1; number <= kMostChannels; ++number) {
            const std::string n = std::to_string(number);
            Channel channel{sensor / ("power" + n + "_input"), sensor / ("curr" + n + "_input"),
                            sensor / ("in" + n + "_input")};
            if (!numberIn(channel.power)) channel.power.clear();
            if (channel.power.empty() && (!numberIn(channel.current) || !numberIn(channel.voltage))) continue;
            all.push_back(channel);
            if (wordIn(sensor / ("in" + n + "_label")).ends_with("_IN")) supply.push_back(channel);
        }
    }
    channels_ = supply.empty() ? all : supply;
}

void DeviceMeter::begin(Time now) {
    joules_.reset();
    celsius_.reset();
    lastWatts_.reset();
    clockSum_ = 0;
    clockLooks_ = 0;
    for (Counter& counter : counters_) counter.last.reset();
    look(now);
}

void DeviceMeter::look(Time now) {
    for (Counter& counter : counters_) count(counter);
    addPower(now);
    lookAtClockAndHeat();
}

DeviceReadings DeviceMeter::take(Time now) {
    look(now);
    DeviceReadings readings{joules_, celsius_, {}};
    if (clockLooks_ > 0) readings.mhz = clockSum_ / static_cast<double>(clockLooks_);
    return readings;
}

void DeviceMeter::count(Counter& counter) {
    const auto now = numberIn(counter.file);
    if (now && counter.last) {
        std::int64_t passed = *now - *counter.last;
        if (passed < 0) passed += counter.range;
        if (passed >= 0) joules_ = joules_.value_or(0) + static_cast<double>(passed) / 1e6;
    }
    counter.last = now;
}

std::optional<double> DeviceMeter::watts() const {
    std::optional<double> sum;
    for (const Channel& channel : channels_) {
        if (!channel.power.empty()) {
            const auto microwatts = numberIn(channel.power);
            if (!microwatts) return std::nullopt;
            sum = sum.value_or(0) + static_cast<double>(*microwatts) / 1e6;
        } else {
            const auto milliamperes = numberIn(channel.current);
            const auto millivolts = numberIn(channel.voltage);
            if (!milliamperes || !millivolts) return std::nullopt;
            sum = sum.value_or(0) + static_cast<double>(*milliamperes) * static_cast<double>(*millivolts) / 1e6;
        }
    }
    return sum;
}

void DeviceMeter::addPower(Time now) {
    if (channels_.empty()) return;
    const auto power = watts();
    if (power && lastWatts_) {
        const double seconds = std::chrono::duration<double>(now - lastTime_).count();
        joules_ = joules_.value_or(0) + (*power + *lastWatts_) / 2 * seconds;
    }
    lastWatts_ = power;
    lastTime_ = now;
}

void DeviceMeter::lookAtClockAndHeat() {
    for (const fs::path& file : temperatures_) {
        const auto millidegrees = numberIn(file);
        if (millidegrees) celsius_ = std::max(celsius_.value_or(-1e9), static_cast<double>(*millidegrees) / 1000);
    }
    for (const fs::path& file : clocks_) {
        const auto kilohertz = numberIn(file);
        if (!kilohertz) continue;
        clockSum_ += static_cast<double>(*kilohertz) / 1000;
        ++clockLooks_;
    }
}

} // namespace lightcl
