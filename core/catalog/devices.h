#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace lightcl {

/// A device to train on: what it is called and how much memory it has, all of it (a system on it takes its share).
struct DeviceProfile {
    std::string_view name;
    std::int64_t bytes = 0;
    std::string_view source; ///< where the size is from
};

inline constexpr std::int64_t kDeviceMiB = std::int64_t{1} << 20;
inline constexpr std::int64_t kDeviceGiB = std::int64_t{1} << 30;

/// The devices that budgets are offered for, the largest first. Of boards that are sold with several sizes: the
/// commonest, as the name says.
inline constexpr std::array kDeviceProfiles = {
    DeviceProfile{"Jetson Orin Nano, 8 GB", 8 * kDeviceGiB, "NVIDIA's data sheet: 8 GB LPDDR5"},
    DeviceProfile{"Raspberry Pi 5, 8 GB", 8 * kDeviceGiB, "Raspberry Pi's product brief: LPDDR4X"},
    DeviceProfile{"Jetson Nano, 4 GB", 4 * kDeviceGiB, "NVIDIA's data sheet: 4 GB LPDDR4"},
    DeviceProfile{"Raspberry Pi 4, 4 GB", 4 * kDeviceGiB, "Raspberry Pi's product brief: LPDDR4"},
    DeviceProfile{"Raspberry Pi Zero 2 W, 512 MB", 512 * kDeviceMiB, "Raspberry Pi's product brief: LPDDR2"},
    DeviceProfile{"Board, 512 MiB", 512 * kDeviceMiB, ""},
    DeviceProfile{"Board, 256 MiB", 256 * kDeviceMiB, ""},
    DeviceProfile{"Board, 64 MiB", 64 * kDeviceMiB, ""},
};

} // namespace lightcl
