#pragma once

#include "catalog/catalog.h"

#include <string>
#include <vector>

namespace lightcl {

/// An entry's heading: "er: Experience replay" and its help and source, indented.
std::string entryHeading(const std::string& name, const std::string& title, const std::string& help,
                         const std::string& source);

/// Parameters as an indented table: name, what is expected, default, help.
std::string parameterTable(const std::vector<ParameterInfo>& parameters);

} // namespace lightcl
