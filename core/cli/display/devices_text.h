#pragma once

#include "remote/device.h"
#include "remote/job_folder.h"
#include "store/merge.h"

#include <string>
#include <vector>

namespace lightcl {

/// The devices after this machine, as a table for people, and as a JSON list of objects with the settings' keys.
std::string devicesText(const std::vector<Device>& devices);
std::string devicesJson(const std::vector<Device>& devices);

/// What a merge of runs that come home did: "3 runs taken, 2 brought up to date, 1 known already".
std::string homeComingWords(const MergedSource& merged);
/// How a job stands there: "trains: 1 run runs, 2 wait".
std::string jobWords(const JobState& state);

} // namespace lightcl
