#pragma once

#include "spec/experiment_spec.h"
#include "store/database.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace lightcl {

/// How fast this machine trains, by the finished runs of a store that it trained: operations over working time, with
/// all that is measured on the way. Runs of other machines do not count.
class MachinePace {
public:
    MachinePace() = default;
    explicit MachinePace(const Database& database);

    /// Operations a second of such runs: of the same method and network, else of the same network, else of any. Nothing
    /// where no run has ended here.
    [[nodiscard]] std::optional<double> of(const RunSpec& run) const;
    [[nodiscard]] std::size_t runs() const;

    /// A finished run of this machine.
    void add(const std::string& method, const std::string& backbone, double operations, double seconds);

private:
    struct Work {
        double operations = 0;
        double seconds = 0;
        std::size_t runs = 0;
        void add(double moreOperations, double moreSeconds);
    };

    std::map<std::pair<std::string, std::string>, Work> byMethod_; ///< and backbone
};

} // namespace lightcl
