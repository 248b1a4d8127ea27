#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace lightcl {

/// A list of lists of numbers.
using NumberRows = std::vector<std::vector<double>>;

/// A setting's value, as it stands in a spec, a form or the catalog's defaults.
using Value = std::variant<bool, std::int64_t, double, std::string, std::vector<std::int64_t>, NumberRows>;

/// The value as TOML would write it: `true`, `3`, `0.5`, `"text"`, `[1, 2]`,
/// `[[0.5], [0.25]]`.
std::string toText(const Value& value);

/// Settings by name. Typed access throws std::logic_error when a name is absent or of another type: the parser has
/// checked every setting against the catalog, so that is a programming mistake, not bad input.
class Parameters {
public:
    using Map = std::map<std::string, Value, std::less<>>;

    Parameters() = default;
    Parameters(std::initializer_list<Map::value_type> values) : values_(values) {}

    [[nodiscard]] bool flag(std::string_view name) const;
    [[nodiscard]] std::int64_t integer(std::string_view name) const;
    /// An integer is accepted where a number is asked for.
    [[nodiscard]] double number(std::string_view name) const;
    [[nodiscard]] const std::string& text(std::string_view name) const;
    [[nodiscard]] const std::vector<std::int64_t>& integers(std::string_view name) const;
    [[nodiscard]] const NumberRows& numberRows(std::string_view name) const;

    [[nodiscard]] bool contains(std::string_view name) const { return values_.find(name) != values_.end(); }
    [[nodiscard]] const Value* find(std::string_view name) const;
    void set(std::string name, Value value) { values_.insert_or_assign(std::move(name), std::move(value)); }
    [[nodiscard]] const Map& values() const { return values_; }
    [[nodiscard]] bool empty() const { return values_.empty(); }

    /// These settings with those of `overrides` laid over them.
    [[nodiscard]] Parameters overlaidWith(const Parameters& overrides) const;

    bool operator==(const Parameters&) const = default;

private:
    [[nodiscard]] const Value& at(std::string_view name) const;

    Map values_;
};

} // namespace lightcl
