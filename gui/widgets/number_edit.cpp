#include "widgets/number_edit.h"

#include <QRegularExpression>
#include <QStyleOptionSpinBox>
#include <algorithm>
#include <fmt/format.h>

namespace lightcl {

NumberEdit::NumberEdit(QWidget* parent) : QDoubleSpinBox(parent) {
    // Values are rounded to so many decimals; the text shows only those that are needed.
    setDecimals(12);
    setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    setLocale(QLocale::c());
    connect(this, &QDoubleSpinBox::textChanged, this, [this] { updateGeometry(); });
}

QSize NumberEdit::sizeHint() const {
    const QString usual = QStringLiteral("0.00000001");
    const int text =
        std::max(fontMetrics().horizontalAdvance(usual), fontMetrics().horizontalAdvance(textFromValue(value())));
    QStyleOptionSpinBox option;
    initStyleOption(&option);
    constexpr int cursor = 6;
    const QSize inside(text + cursor, QDoubleSpinBox::sizeHint().height());
    const int buttons = style()->subControlRect(QStyle::CC_SpinBox, &option, QStyle::SC_SpinBoxUp, this).width();
    return {inside.width() + buttons + 2 * style()->pixelMetric(QStyle::PM_SpinBoxFrameWidth, &option, this) + cursor,
            inside.height()};
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
