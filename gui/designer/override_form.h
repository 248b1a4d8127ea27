#pragma once

#include "designer/parameter_editor.h"

#include <QCheckBox>
#include <vector>

namespace lightcl {

/// The training settings that a method overrides: a box to tick at each, and its value.
class OverrideForm : public QWidget {
    Q_OBJECT
public:
    explicit OverrideForm(QWidget* parent = nullptr);

    /// The ticked ones; nothing when one of them is wrong.
    std::optional<Parameters> parameters();
    /// Ticks those that `values` has, and only those.
    void setParameters(const Parameters& values);
    bool showError(const std::string& name, const QString& message);
    void clearErrors();
    [[nodiscard]] int count() const; ///< of those ticked

signals:
    void changed();
    void focused(const QString& help);

private:
    struct Row {
        QCheckBox* box;
        ParameterEditor* editor;
    };
    std::vector<Row> rows_;
};

} // namespace lightcl
