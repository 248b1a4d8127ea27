#pragma once

#include <QDoubleSpinBox>

namespace lightcl {

/// A spin box for a number of any size: shows it as short as possible (0.0002, 1e-08), accepts 2e-4 too, and steps by a
/// tenth of its size.
class NumberEdit : public QDoubleSpinBox {
    Q_OBJECT
public:
    explicit NumberEdit(QWidget* parent = nullptr);

    /// As wide as its value, or as a small one written out.
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }
    [[nodiscard]] QString textFromValue(double value) const override;
    [[nodiscard]] double valueFromText(const QString& text) const override;
    [[nodiscard]] QValidator::State validate(QString& text, int& position) const override;
};

} // namespace lightcl
