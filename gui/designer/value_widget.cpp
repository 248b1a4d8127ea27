#include "designer/value_widget.h"

#include "spec/toml_reader.h"
#include "widgets/number_edit.h"
#include "widgets/path_edit.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>
#include <algorithm>
#include <limits>

namespace lightcl {

namespace {

using Changed = std::function<void()>;

ValueWidget flagWidget(QWidget* parent, const Changed& changed) {
    auto* box = new QCheckBox(parent);
    QObject::connect(box, &QCheckBox::toggled, box, changed);
    return {box, [box] { return Value(box->isChecked()); },
            [box](const Value& value) { box->setChecked(std::get<bool>(value)); }};
}

ValueWidget integerWidget(const ParameterInfo& info, QWidget* parent, const Changed& changed) {
    auto* box = new QSpinBox(parent);
    constexpr double lowest = std::numeric_limits<int>::min();
    constexpr double highest = std::numeric_limits<int>::max();
    box->setRange(static_cast<int>(std::max(info.minimum.value_or(lowest), lowest)),
                  static_cast<int>(std::min(info.maximum.value_or(highest), highest)));
    box->setAccelerated(true);
    QObject::connect(box, &QSpinBox::valueChanged, box, changed);
    return {box, [box] { return Value(std::int64_t{box->value()}); },
            [box](const Value& value) { box->setValue(static_cast<int>(std::get<std::int64_t>(value))); }};
}

ValueWidget numberWidget(const ParameterInfo& info, QWidget* parent, const Changed& changed) {
    auto* box = new NumberEdit(parent);
    constexpr double wide = 1e12;
    box->setRange(info.minimum.value_or(-wide), info.maximum.value_or(wide));
    QObject::connect(box, &NumberEdit::valueChanged, box, changed);
    return {box, [box] { return Value(box->value()); },
            [box](const Value& value) {
                const auto* integer = std::get_if<std::int64_t>(&value);
                box->setValue(integer != nullptr ? static_cast<double>(*integer) : std::get<double>(value));
            }};
}

ValueWidget textWidget(QWidget* parent, const Changed& changed) {
    auto* line = new QLineEdit(parent);
    QObject::connect(line, &QLineEdit::textChanged, line, changed);
    return {line, [line] { return Value(line->text().toStdString()); },
            [line](const Value& value) { line->setText(QString::fromStdString(std::get<std::string>(value))); }};
}

ValueWidget choiceWidget(const ParameterInfo& info, QWidget* parent, const Changed& changed) {
    auto* box = new QComboBox(parent);
    for (const std::string& choice : info.choices) box->addItem(QString::fromStdString(choice));
    QObject::connect(box, &QComboBox::currentIndexChanged, box, changed);
    return {box, [box] { return Value(box->currentText().toStdString()); },
            [box](const Value& value) {
                // A setting without a default starts at the first choice.
                box->setCurrentIndex(std::max(0, box->findText(QString::fromStdString(std::get<std::string>(value)))));
            }};
}

/// A choice, or another value as a spec would write it.
ValueWidget choiceOrValueWidget(const ParameterInfo& info, QWidget* parent, const Changed& changed) {
    auto* box = new QComboBox(parent);
    box->setEditable(true);
    for (const std::string& choice : info.choices) box->addItem(QString::fromStdString(choice));
    QObject::connect(box, &QComboBox::currentTextChanged, box, changed);
    return {box,
            [box, info]() -> std::optional<Value> {
                const auto entry = readTomlValue(box->currentText().trimmed().toStdString(), {}, {});
                if (!entry.value || !info.accepts(*entry.value)) return std::nullopt;
                return entry.value;
            },
            [box](const Value& value) {
                const auto* choice = std::get_if<std::string>(&value);
                box->setCurrentText(QString::fromStdString(choice != nullptr ? *choice : toText(value)));
            }};
}

ValueWidget listWidget(QWidget* parent, const Changed& changed) {
    auto* line = new QLineEdit(parent);
    QObject::connect(line, &QLineEdit::textChanged, line, changed);
    return {line,
            [line]() -> std::optional<Value> {
                if (auto numbers = parseIntegers(line->text())) return Value(std::move(*numbers));
                return std::nullopt;
            },
            [line](const Value& value) { line->setText(integersText(std::get<std::vector<std::int64_t>>(value))); }};
}

/// A choice, or integers.
ValueWidget choiceOrListWidget(const ParameterInfo& info, QWidget* parent, const Changed& changed) {
    auto* box = new QComboBox(parent);
    box->setEditable(true);
    box->addItem(QString()); // the empty list
    for (const std::string& choice : info.choices) box->addItem(QString::fromStdString(choice));
    QObject::connect(box, &QComboBox::currentTextChanged, box, changed);
    return {box,
            [box, info]() -> std::optional<Value> {
                const QString text = box->currentText().trimmed();
                if (Value choice(text.toStdString()); info.accepts(choice)) return choice;
                if (auto numbers = parseIntegers(text)) return Value(std::move(*numbers));
                return std::nullopt;
            },
            [box](const Value& value) {
                const auto* choice = std::get_if<std::string>(&value);
                box->setCurrentText(choice != nullptr ? QString::fromStdString(*choice)
                                                      : integersText(std::get<std::vector<std::int64_t>>(value)));
            }};
}

ValueWidget pathWidget(const ParameterInfo& info, QWidget* parent, const Changed& changed) {
    auto* edit = new PathEdit(info.name.ends_with("_path"), parent);
    QObject::connect(edit, &PathEdit::changed, edit, changed);
    return {edit, [edit] { return Value(edit->path().toStdString()); },
            [edit](const Value& value) { edit->setPath(QString::fromStdString(std::get<std::string>(value))); }};
}

} // namespace

ValueWidget makeValueWidget(const ParameterInfo& info, QWidget* parent, const std::function<void()>& changed) {
    switch (info.type) {
    case ParameterType::Boolean:
        return flagWidget(parent, changed);
    case ParameterType::Integer:
        return integerWidget(info, parent, changed);
    case ParameterType::Number:
        return numberWidget(info, parent, changed);
    case ParameterType::Choice:
        return choiceWidget(info, parent, changed);
    case ParameterType::ChoiceOrScale:
    case ParameterType::ChoiceOrInteger:
    case ParameterType::ChoiceOrNumber:
        return choiceOrValueWidget(info, parent, changed);
    case ParameterType::ChoiceOrList:
        return choiceOrListWidget(info, parent, changed);
    case ParameterType::IntegerList:
        return listWidget(parent, changed);
    case ParameterType::Path:
        return pathWidget(info, parent, changed);
    case ParameterType::Text:
        break;
    }
    return textWidget(parent, changed);
}

std::optional<std::vector<std::int64_t>> parseIntegers(const QString& text) {
    static const QRegularExpression separator(QStringLiteral("[,;\\s\\[\\]]+"));
    std::vector<std::int64_t> numbers;
    for (const QString& word : text.split(separator, Qt::SkipEmptyParts)) {
        bool isNumber = false;
        numbers.push_back(word.toLongLong(&isNumber));
        if (!isNumber) return std::nullopt;
    }
    return numbers;
}

QString integersText(const std::vector<std::int64_t>& numbers) {
    QStringList words;
    for (const std::int64_t number : numbers) words.append(QString::number(number));
    return words.join(QStringLiteral(", "));
}

} // namespace lightcl
