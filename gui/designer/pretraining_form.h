#pragma once

#include "designer/parameter_form.h"

#include <QCheckBox>

namespace lightcl {

/// The pretraining section: whether there is one, and its settings.
class PretrainingForm : public QWidget {
    Q_OBJECT
public:
    explicit PretrainingForm(QWidget* parent = nullptr);

    /// Empty settings where there is none; nothing when a field is wrong, whose message then says why.
    std::optional<Parameters> parameters();
    /// Empty: there is none.
    void setParameters(const Parameters& values);
    bool showError(const std::string& name, const QString& message) { return settings_->showError(name, message); }
    void clearErrors() { settings_->clearErrors(); }
    [[nodiscard]] ParameterEditor* editor(const std::string& name) const { return settings_->editor(name); }
    [[nodiscard]] QCheckBox* box() const { return box_; }

signals:
    void changed();
    void focused(const QString& help);

private:
    QCheckBox* box_;
    ParameterForm* settings_;
};

} // namespace lightcl
