#pragma once

#include "base/value.h"
#include "catalog/catalog.h"
#include "runs/run_figure.h"

#include <nlohmann/json.hpp>

namespace lightcl {

/// Keys keep the order in which they are written.
using Json = nlohmann::ordered_json;

Json toJson(const FigureValue& value);
Json toJson(const Value& value);
Json toJson(const ParameterInfo& parameter);
Json toJson(const std::vector<ParameterInfo>& parameters);

/// The document on several lines, ended; text that is no UTF-8 is mended rather than refused.
std::string toText(const Json& document);

} // namespace lightcl
