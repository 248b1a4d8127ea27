#include "widgets/number_edit.h"

#include <QRegularExpression>
#include <fmt/format.h>

namespace lightcl {

NumberEdit::NumberEdit(QWidget* parent) : QDoubleSpinBox(parent) {
    // Values are rounded to so many decimals; the text shows only those that are needed.
    setDecimals(12);
    setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    setLocale(QLocale::c());
}

QString NumberEdit::textFromValue(double value) const {
    // As a spec would have it: fmt keeps 0.0002 where Qt's shortest form is 2e-04.
    return QString::fromStdString(fmt::format("{}", value));
}

double NumberEdit::valueFromText(const QString& text) const {
    return text.trimmed().toDouble();
}

QValidator::State NumberEdit::validate(QString& text, int&) const {
    bool isNumber = false;
    const double value = text.trimmed().toDouble(&isNumber);
    if (isNumber) return value >= minimum() && value <= maximum() ? QValidator::Acceptable : QValidator::Intermediate;
    static const QRegularExpression begun(QStringLiteral("^\\s*[-+]?[0-9]*\\.?[0-9]*([eE][-+]?[0-9]*)?\\s*$"));
    return begun.match(text).hasMatch() ? QValidator::Intermediate : QValidator::Invalid;
}

} // namespace lightcl
