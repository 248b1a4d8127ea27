#include "designer/override_form.h"

#include <QFormLayout>
#include <algorithm>

namespace lightcl {

OverrideForm::OverrideForm(QWidget* parent) : QWidget(parent) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    for (const ParameterInfo& info : catalog().trainingParameters()) {
        auto* box = new QCheckBox(ParameterEditor::label(info), this);
        box->setToolTip(tr("Use another value for this method"));
        auto* editor = new ParameterEditor(info, this);
        editor->setEnabled(false);
        form->addRow(box, editor);
        connect(box, &QCheckBox::toggled, editor, &QWidget::setEnabled);
        connect(box, &QCheckBox::toggled, this, &OverrideForm::changed);
        connect(editor, &ParameterEditor::changed, this, &OverrideForm::changed);
        connect(editor, &ParameterEditor::focused, this, &OverrideForm::focused);
        rows_.push_back({box, editor});
    }
}

std::optional<Parameters> OverrideForm::parameters() {
    Parameters result;
    for (const Row& row : rows_) {
        if (!row.box->isChecked()) continue;
        auto value = row.editor->value();
        if (!value) return std::nullopt;
        result.set(row.editor->info().name, std::move(*value));
    }
    return result;
}

void OverrideForm::setParameters(const Parameters& values) {
    for (const Row& row : rows_) {
        const Value* value = values.find(row.editor->info().name);
        row.box->setChecked(value != nullptr);
        if (value != nullptr) row.editor->setValue(*value);
    }
}

bool OverrideForm::showError(const std::string& name, const QString& message) {
    const auto found = std::ranges::find_if(
        rows_, [&](const Row& row) { return row.editor->info().name == name && row.box->isChecked(); });
    if (found != rows_.end()) found->editor->showError(message);
    return found != rows_.end();
}

void OverrideForm::clearErrors() {
    for (const Row& row : rows_) row.editor->showError({});
}

int OverrideForm::count() const {
    return static_cast<int>(std::ranges::count_if(rows_, [](const Row& row) { return row.box->isChecked(); }));
}

} // namespace lightcl
