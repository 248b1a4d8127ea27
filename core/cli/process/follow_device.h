#pragma once

#include "cli/console.h"
#include "remote/remote_jobs.h"

#include <filesystem>
#include <string>

namespace lightcl {

/// What `lightcl run --on` shows and where its rows come home.
struct DeviceFollowing {
    std::string job; ///< its name on the device
    std::filesystem::path database;
    std::string databaseOption; ///< as --db was given
    bool json = false;
};

/// Brings a job's rows home as they come and shows its runs, as if they were trained here, until all have ended or a
/// SIGINT, SIGTERM or SIGHUP ends the showing; the runs go on there in any case. A connection that breaks is tried
/// again. A job whose starter died there is started again. Returns 0 when all runs are done, 1 when one failed, else
/// 130.
int followDevice(const RemoteJobs& jobs, const DeviceFollowing& following, const Console& console);

} // namespace lightcl
