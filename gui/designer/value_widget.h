#pragma once

#include "catalog/catalog.h"

#include <QWidget>
#include <functional>
#include <optional>

namespace lightcl {

/// A widget to edit one value with, by the setting's type, and how to read and write it.
struct ValueWidget {
    QWidget* widget = nullptr;
    std::function<std::optional<Value>()> read; ///< nothing when what was typed is no such value
    std::function<void(const Value&)> write;
};

/// A spin box, combo box, check box, line, list line or path line for `info`. `changed` is called after every edit.
ValueWidget makeValueWidget(const ParameterInfo& info, QWidget* parent, const std::function<void()>& changed);

/// "0, 1, 2" or "0 1 2" as numbers; nothing when anything else stands there.
std::optional<std::vector<std::int64_t>> parseIntegers(const QString& text);
QString integersText(const std::vector<std::int64_t>& numbers);

} // namespace lightcl
