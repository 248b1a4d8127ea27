#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lightcl {

inline constexpr double kMiB = 1024.0 * 1024.0;

/// Bytes in MiB with one decimal below 10 GiB: "153.2 MiB"; in KiB below 0.1 MiB.
std::string formatBytes(std::int64_t bytes);

/// What a size such as "64MiB", "1.5 GiB", "512MB" or "67108864" is in bytes, rounded: KiB, MiB and GiB are powers of
/// 1024, kB, MB and GB of 1000, and small letters do as well. Nothing for what is no size above 0.
std::optional<std::int64_t> parseBytes(std::string_view text);

/// A duration for people: "0.4 s", "42 s", "3 min 05 s", "2 h 07 min". Negative or not finite: "-".
std::string formatSeconds(double seconds);

/// An accuracy in [0,1] as a percentage with two decimals, without the sign: "54.44".
std::string formatPercent(double fraction);

/// A count with an SI suffix and four digits: "11.17 M", "555.4 M".
std::string formatCount(double count);
/// A large figure such as FLOPs: "7.50e+15".
std::string formatScientific(double value);

} // namespace lightcl
