#pragma once

#include "designer/parameter_editor.h"

#include <QFormLayout>
#include <set>
#include <string>
#include <vector>

namespace lightcl {

/// A form of settings, made from their descriptions in the catalog. One that means nothing beside the others is hidden,
/// and has its default.
class ParameterForm : public QWidget {
    Q_OBJECT
public:
    explicit ParameterForm(const std::vector<ParameterInfo>& infos, QWidget* parent = nullptr);

    /// Nothing when a field is wrong; its message then says why.
    std::optional<Parameters> parameters();
    /// Sets the fields that `values` has.
    void setParameters(const Parameters& values);
    /// Shows the message at the field of that name; false when there is none.
    bool showError(const std::string& name, const QString& message);
    void clearErrors();
    /// Hides the field of that name besides, or shows it again where it applies.
    void setHidden(const std::string& name, bool hidden);
    /// The field of that name, or nullptr.
    [[nodiscard]] ParameterEditor* editor(const std::string& name) const;

signals:
    void changed();
    void focused(const QString& help);

private:
    void showApplying();

    QFormLayout* form_;
    std::vector<ParameterEditor*> editors_;
    std::set<std::string, std::less<>> hidden_; ///< by setHidden()
};

} // namespace lightcl
