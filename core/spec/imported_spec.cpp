#include "spec/imported_spec.h"

#include "base/value.h"

#include <fmt/format.h>
#include <string_view>

namespace lightcl {

namespace {

constexpr std::string_view kImportedMark = "# Imported: measured by another program, whose settings are not known.\n";

} // namespace

std::string importedSpec(const std::string& name, const std::string& method, const std::string& scenario,
                         const std::string& dataset, const std::string& backbone, std::int64_t seed) {
    return fmt::format("{}name = {}\nseeds = [{}]\n\n[imported]\nmethod = {}\nscenario = {}\ndataset = {}\nbackbone = "
                       "{}\n",
                       kImportedMark, toText(Value{name}), seed, toText(Value{method}), toText(Value{scenario}),
                       toText(Value{dataset}), toText(Value{backbone}));
}

bool isImportedSpec(const std::string& toml) {
    return toml.empty() || toml.starts_with(kImportedMark);
}

} // namespace lightcl
