#pragma once

#include "runs/prediction.h"
#include "runs/rows.h"
#include "spec/experiment_spec.h"
#include "store/database.h"
#include "support/temporary_folder.h"

#include <filesystem>
#include <string>

namespace lightcl::test {

RunSpec exampleRun(const std::string& method = "sgd");
/// Weights 1000, gradients 1000, activations 500 bytes, all times `factor`.
Prediction exampleCost(std::int64_t factor = 1);
/// A queued run.
RunId queueExample(Database& database, const std::string& method = "sgd");
/// A run that this process has started.
RunId startExample(Database& database, const std::string& method = "sgd");

/// Runs SQL on a file without the workbench's own connection.
void runSql(const std::filesystem::path& file, const std::string& sql);
/// The first column of the first row.
std::int64_t integerOf(const Database& database, const std::string& sql);

} // namespace lightcl::test
