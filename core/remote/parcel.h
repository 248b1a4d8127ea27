#pragma once

#include "catalog/catalog.h"
#include "remote/device_probe.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace lightcl {

/// A file of a parcel.
struct ParcelFile {
    std::string name; ///< below the parcel's root
    std::int64_t bytes = 0;
    std::string sha1; ///< in hexadecimal digits
};

/// Files that a run needs and that are sent to a device once: a data set, or weights. Known there by what is in it.
struct Parcel {
    std::string title; ///< for people
    std::filesystem::path root;
    std::vector<ParcelFile> files; ///< in order of their names
    std::string digest;            ///< of names and contents

    [[nodiscard]] std::int64_t bytes() const;
};

/// The data set's files in `folder`, which has them; of an image folder all files. Reads them all. Throws InputError
/// for a file that cannot be read, or whose name no list of files can hold (a line break, a backslash).
Parcel datasetParcel(const DatasetInfo& info, const std::filesystem::path& folder);
Parcel fileParcel(const std::filesystem::path& file);

/// Sends the parcel unless the device has it, and returns its folder there, from /. What a connection that broke left
/// is used again: whole files, and the beginnings of large ones; with rsync where both sides have it. What has arrived
/// is compared by its digests. Throws ConnectionError, and Error when the disk there is full or a file arrives damaged.
/// `tell`: gets a line about what is done.
std::string sendParcel(const Ssh& ssh, const DeviceState& state, const Parcel& parcel,
                       const std::function<void(const std::string&)>& tell);

} // namespace lightcl
