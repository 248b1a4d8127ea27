#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lightcl {

/// A value of a stored row; monostate: not measured.
using LineCell = std::variant<std::monostate, std::int64_t, double, std::string>;

/// What a field of a line may be: a whole number from a least one on, a share in [0,1], any number, a text, or how many
/// images were taken for which class. Shares and numbers may be null.
enum class LineValue { Count, Share, Number, Text, Counts };

struct LineField {
    std::string_view name; ///< of the key, and of the table's column
    LineValue value = LineValue::Count;
    std::int64_t least = 0;    ///< of a Count
    bool mayBeMissing = false; ///< 0, "" or null then
};

/// A kind of line that tells what was measured of a run, and the table that keeps it.
struct LineKind {
    std::string_view name;
    std::string_view table;
    std::vector<LineField> fields;
};

/// All kinds but "run", which begins a run, and "end", which ends it. docs/exchange.md describes them.
const std::vector<LineKind>& lineKinds();
/// The kind of that name, or nullptr.
const LineKind* lineKind(std::string_view name);

/// The run's own columns that a "run" line may give; all but `method` may be missing.
const std::vector<LineField>& runFields();

} // namespace lightcl
