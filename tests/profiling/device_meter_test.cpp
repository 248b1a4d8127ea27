#include "profiling/device_meter.h"

#include "profiling/step_times.h"
#include "support/catch.h"
#include "support/temporary_folder.h"

using namespace lightcl;
using namespace lightcl::test;

namespace {

/// A made-up sysfs.
class Sysfs {
public:
    void write(const std::filesystem::path& name, const std::string& text) const {
        std::filesystem::create_directories((folder_ / name).parent_path());
        writeBytes(folder_ / name, text + "\n");
    }
    void addPackage(int number, std::int64_t microjoules, std::int64_t range) const {
        const auto zone = std::filesystem::path("class/powercap") / ("intel-rapl:" + std::to_string(number));
        write(zone / "name", "package-" + std::to_string(number));
        write(zone / "energy_uj", std::to_string(microjoules));
        write(zone / "max_energy_range_uj", std::to_string(range));
    }
    [[nodiscard]] const std::filesystem::path& path() const { return folder_.path(); }

private:
    TemporaryFolder folder_;
};

DeviceMeter::Time after(double seconds) {
    return DeviceMeter::Time() +
           std::chrono::duration_cast<DeviceMeter::Time::duration>(std::chrono::duration<double>(1000 + seconds));
}

} // namespace

TEST_CASE("A percentile by the nearest rank is one of the values") {
    CHECK(nearestRank({}, 50) == 0);
    CHECK(nearestRank({3}, 95) == 3);
    CHECK(nearestRank({4, 1, 3, 2}, 50) == 2);
    CHECK(nearestRank({5, 4, 3, 2, 1}, 50) == 3);
    CHECK(nearestRank({10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, 95) == 10);
    CHECK(nearestRank({1, 2, 3}, 100) == 3);
    StepTimes times;
    for (const double seconds : {0.001, 0.004, 0.002}) times.add(seconds);
    const auto figures = times.take();
    CHECK(figures.medianMs == Approx(2));
    CHECK(figures.p95Ms == Approx(4));
    CHECK(times.take().p95Ms == 0); // of the next epoch
}

TEST_CASE("A device without meters tells nothing") {
    const Sysfs sysfs;
    DeviceMeter meter(sysfs.path());
    meter.begin(after(0));
    meter.look(after(1));
    CHECK(meter.take(after(2)) == DeviceReadings{});
}

TEST_CASE("Energy counters of all packages are summed up, also past the end of their range") {
    const Sysfs sysfs;
    sysfs.addPackage(0, 4'000'000, 10'000'000);
    sysfs.addPackage(1, 9'000'000, 10'000'000);
    sysfs.write("class/powercap/intel-rapl:0:0/name", "core"); // a part of package 0
    sysfs.write("class/powercap/intel-rapl:0:0/energy_uj", "1");
    sysfs.write("class/powercap/intel-rapl:2/name", "psys"); // the packages and more
    sysfs.write("class/powercap/intel-rapl:2/energy_uj", "1");
    DeviceMeter meter(sysfs.path());
    meter.begin(after(0));
    sysfs.addPackage(0, 5'500'000, 10'000'000);
    sysfs.addPackage(1, 500'000, 10'000'000);
    sysfs.write("class/powercap/intel-rapl:2/energy_uj", "9000000");
    meter.look(after(1));
    sysfs.addPackage(0, 6'000'000, 10'000'000);
    CHECK(*meter.take(after(2)).joules == Approx(2.0 + 1.5));
    meter.begin(after(3)); // the next epoch begins anew
    CHECK(*meter.take(after(4)).joules == Approx(0));
}

TEST_CASE("A counter that cannot be read is no meter") {
    const Sysfs sysfs;
    sysfs.write("class/powercap/intel-rapl:0/name", "package-0");
    DeviceMeter meter(sysfs.path());
    meter.begin(after(0));
    CHECK_FALSE(meter.take(after(1)).joules);
}

TEST_CASE("A board's power is summed up over time, of its supply where a channel is called so") {
    const Sysfs sysfs;
    const std::filesystem::path sensor = "class/hwmon/hwmon3";
    sysfs.write(sensor / "name", "ina3221");
    sysfs.write(sensor / "in1_label", "VDD_IN");
    sysfs.write(sensor / "in1_input", "5000");
    sysfs.write(sensor / "curr1_input", "1000"); // 5 W
    sysfs.write(sensor / "in2_label", "VDD_CPU");
    sysfs.write(sensor / "in2_input", "5000");
    sysfs.write(sensor / "curr2_input", "400");
    sysfs.write("class/hwmon/hwmon1/name", "coretemp"); // no power meter
    sysfs.write("class/hwmon/hwmon1/power1_input", "77");
    DeviceMeter meter(sysfs.path());
    meter.begin(after(0));
    sysfs.write(sensor / "curr1_input", "2000"); // 10 W
    meter.look(after(2));                        // 15 J
    CHECK(*meter.take(after(3)).joules == Approx(15 + 10));

    sysfs.write(sensor / "in1_label", "VDD_SOC"); // no channel is the supply: all count
    sysfs.write(sensor / "power2_input", "500000");
    DeviceMeter all(sysfs.path());
    all.begin(after(0));
    CHECK(*all.take(after(2)).joules == Approx(2 * (10 + 0.5)));
}

TEST_CASE("The highest temperature and the mean clock are told") {
    const Sysfs sysfs;
    sysfs.write("class/thermal/thermal_zone0/temp", "41000");
    sysfs.write("class/thermal/thermal_zone1/temp", "39500");
    sysfs.write("devices/system/cpu/cpu0/cpufreq/scaling_cur_freq", "1000000");
    sysfs.write("devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "2000000");
    sysfs.write("devices/system/cpu/cpufreq/policy0/scaling_cur_freq", "9000000"); // no core
    DeviceMeter meter(sysfs.path());
    meter.begin(after(0));
    sysfs.write("class/thermal/thermal_zone1/temp", "45250");
    meter.look(after(1));
    sysfs.write("class/thermal/thermal_zone1/temp", "38000");
    sysfs.write("devices/system/cpu/cpu1/cpufreq/scaling_cur_freq", "500000");
    const auto readings = meter.take(after(2));
    CHECK(*readings.celsius == 45.25);
    CHECK(*readings.mhz == Approx((1000 + 2000 + 1000 + 2000 + 1000 + 500) / 6.0));
    CHECK_FALSE(readings.joules);
}
