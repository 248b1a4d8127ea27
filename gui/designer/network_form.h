#pragma once

#include "designer/parameter_form.h"

namespace lightcl {

/// The network section: the settings all backbones share, and below them those of the chosen one.
class NetworkForm : public QWidget {
    Q_OBJECT
public:
    explicit NetworkForm(QWidget* parent = nullptr);

    std::optional<Parameters> parameters();
    void setParameters(const Parameters& values);
    bool showError(const std::string& name, const QString& message);
    void clearErrors();
    [[nodiscard]] ParameterEditor* editor(const std::string& name) const;

signals:
    void changed();
    void focused(const QString& help);

private:
    void showBackbone();

    ParameterForm* common_;
    ParameterForm* own_ = nullptr;
    std::string backbone_;
};

} // namespace lightcl
