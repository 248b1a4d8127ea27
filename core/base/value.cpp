#include "base/value.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <stdexcept>

namespace lightcl {

namespace {

std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\t') {
            out += "\\t";
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            out += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string decimal(double number) {
    std::string text = fmt::format("{}", number);
    const bool looksIntegral = text.find_first_not_of("-0123456789") == std::string::npos;
    return looksIntegral ? text + ".0" : text;
}

template <typename T>
const T& as(const Value& value, std::string_view name) {
    if (const T* typed = std::get_if<T>(&value)) return *typed;
    throw std::logic_error(fmt::format("setting {} has another type: {}", name, toText(value)));
}

} // namespace

std::string toText(const Value& value) {
    struct Writer {
        std::string operator()(bool flag) const { return flag ? "true" : "false"; }
        std::string operator()(std::int64_t integer) const { return std::to_string(integer); }
        std::string operator()(double number) const { return decimal(number); }
        std::string operator()(const std::string& text) const { return quoted(text); }
        std::string operator()(const std::vector<std::int64_t>& list) const {
            return fmt::format("[{}]", fmt::join(list, ", "));
        }
        std::string operator()(const NumberRows& rows) const {
            std::vector<std::string> lists;
            for (const auto& row : rows) {
                std::vector<std::string> numbers;
                for (const double number : row) numbers.push_back(decimal(number));
                lists.push_back(fmt::format("[{}]", fmt::join(numbers, ", ")));
            }
            return fmt::format("[{}]", fmt::join(lists, ", "));
        }
    };
    return std::visit(Writer{}, value);
}

const Value* Parameters::find(std::string_view name) const {
    const auto entry = values_.find(name);
    return entry == values_.end() ? nullptr : &entry->second;
}

const Value& Parameters::at(std::string_view name) const {
    if (const Value* value = find(name)) return *value;
    throw std::logic_error(fmt::format("setting {} is absent", name));
}

bool Parameters::flag(std::string_view name) const {
    return as<bool>(at(name), name);
}

std::int64_t Parameters::integer(std::string_view name) const {
    return as<std::int64_t>(at(name), name);
}

double Parameters::number(std::string_view name) const {
    const Value& value = at(name);
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
    return as<double>(value, name);
}

const std::string& Parameters::text(std::string_view name) const {
    return as<std::string>(at(name), name);
}

const std::vector<std::int64_t>& Parameters::integers(std::string_view name) const {
    return as<std::vector<std::int64_t>>(at(name), name);
}

const NumberRows& Parameters::numberRows(std::string_view name) const {
    return as<NumberRows>(at(name), name);
}

Parameters Parameters::overlaidWith(const Parameters& overrides) const {
    Parameters result = *this;
    for (const auto& [name, value] : overrides.values_) result.set(name, value);
    return result;
}

} // namespace lightcl
