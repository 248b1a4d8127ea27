#pragma once

#include "designer/value_widget.h"
#include "widgets/error_label.h"

namespace lightcl {

/// One setting in a form: the widget for its type, its help as tooltip, and a message below it when it is wrong.
class ParameterEditor : public QWidget {
    Q_OBJECT
public:
    explicit ParameterEditor(ParameterInfo info, QWidget* parent = nullptr);

    [[nodiscard]] const ParameterInfo& info() const { return info_; }
    /// Nothing when what stands there is no such value or out of range; the message then says so.
    std::optional<Value> value();
    /// What stands there, if it is such a value, without a message when it is not.
    [[nodiscard]] std::optional<Value> valueNow() const { return edit_.read(); }
    /// Does not emit changed().
    void setValue(const Value& value);
    void showError(const QString& message);
    [[nodiscard]] QString error() const { return error_->text(); }
    [[nodiscard]] QWidget* widget() const { return edit_.widget; }

    /// "Train fraction" from train_fraction.
    static QString label(const ParameterInfo& info);
    /// Help, expected value, default and where that comes from.
    static QString help(const ParameterInfo& info);

signals:
    void changed();
    void focused(const QString& help);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    ParameterInfo info_;
    ValueWidget edit_;
    ErrorLabel* error_;
};

} // namespace lightcl
