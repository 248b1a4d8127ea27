#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace lightcl {

/// What a device's own meters tell, through sysfs; absent where it has none, or they cannot be read.
struct DeviceReadings {
    std::optional<double> joules;
    std::optional<double> celsius;
    std::optional<double> mhz;
    bool operator==(const DeviceReadings&) const = default;
};

/// Reads a device's meters while it works.
///
/// Energy is RAPL's counters of the processor's packages (class/powercap/intel-rapl:N whose name is package-M, in
/// microjoules, which start anew after max_energy_range_uj); where there are none, the power of INA sensors
/// (class/hwmon/hwmonN named ina…, powerM_input in microwatts, or currM_input in mA times inM_input in mV), summed over
/// time by trapezoids between looks. Of an INA's channels those count whose label ends in "_IN", the whole board's
/// supply, where there are such, else all.
/// Temperature is the highest of class/thermal/thermal_zoneN/temp over all looks, clock the mean over looks and cores
/// of devices/system/cpu/cpuN/cpufreq/scaling_cur_freq.
class DeviceMeter {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Finds the meters below `sysfs`.
    explicit DeviceMeter(const std::filesystem::path& sysfs = "/sys");

    /// Readings begin anew.
    void begin(Time now);
    /// To be called between begin() and take(), often enough that no counter passes its whole range in between.
    void look(Time now);
    /// Of the time since begin(), with a last look.
    DeviceReadings take(Time now);

private:
    struct Counter {
        std::filesystem::path file;
        std::int64_t range = 0; ///< microjoules at which it starts anew; 0: not known
        std::optional<std::int64_t> last{};
    };
    struct Channel {
        std::filesystem::path power; ///< empty: of current and voltage
        std::filesystem::path current, voltage;
    };

    void findCounters(const std::filesystem::path& sysfs);
    void findChannels(const std::filesystem::path& sysfs);
    void count(Counter& counter);
    [[nodiscard]] std::optional<double> watts() const;
    void addPower(Time now);
    void lookAtClockAndHeat();

    std::vector<Counter> counters_;
    std::vector<Channel> channels_;
    std::vector<std::filesystem::path> temperatures_, clocks_;
    std::optional<double> joules_, celsius_;
    std::optional<double> lastWatts_;
    Time lastTime_{};
    double clockSum_ = 0;
    std::int64_t clockLooks_ = 0;
};

} // namespace lightcl
