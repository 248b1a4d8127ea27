#pragma once

#include "catalog/preset.h"
#include "designer/override_form.h"
#include "designer/parameter_form.h"
#include "spec/experiment_spec.h"
#include "widgets/section.h"

#include <QFrame>
#include <QToolButton>

namespace lightcl {

/// One method of the experiment: its parameters, the training settings it overrides, and buttons to copy and remove it.
class MethodCard : public QFrame {
    Q_OBJECT
public:
    explicit MethodCard(const MethodSpec& spec, QWidget* parent = nullptr);

    [[nodiscard]] const std::string& method() const { return name_; }
    std::optional<MethodSpec> spec();
    /// Shows the message at the field of that name, or below the heading when there is none.
    void showError(const std::string& name, const QString& message);
    void clearErrors();
    [[nodiscard]] ParameterForm* form() const { return form_; }

signals:
    void changed();
    void focused(const QString& help);
    void removeRequested();
    void duplicateRequested();

private:
    QWidget* heading(const MethodInfo& info);
    /// A button with a menu of the method's presets; none where it has none.
    QToolButton* presetButton();
    void use(const MethodPreset& preset);
    /// Says what its own network is.
    QWidget* networkLine();
    void showOverrideCount();

    std::string name_;
    Parameters network_; ///< its own, which the designer has no fields for; empty: the experiment's
    ErrorLabel* error_;
    ParameterForm* form_;
    OverrideForm* overrides_;
    Section* overrideSection_;
};

} // namespace lightcl
