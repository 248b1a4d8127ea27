#pragma once

#include "cost/cost_model.h"
#include "spec/experiment_spec.h"
#include "store/database.h"
#include "store/rows.h"

#include <filesystem>
#include <string>

namespace lightcl::test {

/// A folder of its own for a test, removed with everything in it.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return path_; }
    [[nodiscard]] std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

/// While it lives, the process has no more rights than any user, even when root runs the tests.
class OrdinaryUser {
public:
    OrdinaryUser();
    ~OrdinaryUser();
    OrdinaryUser(const OrdinaryUser&) = delete;
    OrdinaryUser& operator=(const OrdinaryUser&) = delete;
};

RunSpec exampleRun(const std::string& method = "sgd");
/// Weights 1000, gradients 1000, activations 500 bytes, all times `factor`.
CostEstimate exampleCost(std::int64_t factor = 1);
/// A queued run.
RunId queueExample(Database& database, const std::string& method = "sgd");
/// A run that this process has started.
RunId startExample(Database& database, const std::string& method = "sgd");

std::string contentsOf(const std::filesystem::path& file);
void writeFile(const std::filesystem::path& file, const std::string& contents);
/// Runs SQL on a file without the workbench's own connection.
void runSql(const std::filesystem::path& file, const std::string& sql);
/// The first column of the first row.
std::int64_t integerOf(const Database& database, const std::string& sql);

} // namespace lightcl::test
