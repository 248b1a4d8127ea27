#include "designer/parameter_form.h"

#include <QLabel>
#include <algorithm>

namespace lightcl {

ParameterForm::ParameterForm(const std::vector<ParameterInfo>& infos, QWidget* parent)
    : QWidget(parent), form_(new QFormLayout(this)) {
    auto* form = form_;
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    for (const ParameterInfo& info : infos) {
        auto* editor = new ParameterEditor(info, this);
        auto* label = new QLabel(ParameterEditor::label(info), this);
        label->setBuddy(editor);
        label->setToolTip(editor->toolTip());
        label->setMinimumWidth(130);
        form->addRow(label, editor);
        connect(editor, &ParameterEditor::changed, this, [this] {
            showApplying();
            emit changed();
        });
        connect(editor, &ParameterEditor::focused, this, &ParameterForm::focused);
        editors_.push_back(editor);
    }
    showApplying();
}

void ParameterForm::showApplying() {
    Parameters now;
    for (const ParameterEditor* editor : editors_)
        if (auto value = editor->valueNow()) now.set(editor->info().name, std::move(*value));
    for (ParameterEditor* editor : editors_) {
        const bool applies = editor->info().appliesTo(now) && !hidden_.contains(editor->info().name);
        if (form_->isRowVisible(editor) != applies) form_->setRowVisible(editor, applies);
    }
}

void ParameterForm::setHidden(const std::string& name, bool hidden) {
    if (hidden)
        hidden_.insert(name);
    else
        hidden_.erase(name);
    showApplying();
}

std::optional<Parameters> ParameterForm::parameters() {
    Parameters result;
    bool good = true;
    for (ParameterEditor* editor : editors_) {
        if (!form_->isRowVisible(editor) && !hidden_.contains(editor->info().name)) {
            result.set(editor->info().name, editor->info().defaultValue);
        } else if (auto value = editor->value()) {
            result.set(editor->info().name, std::move(*value));
        } else {
            good = false;
        }
    }
    return good ? std::optional(result) : std::nullopt;
}

void ParameterForm::setParameters(const Parameters& values) {
    for (ParameterEditor* editor : editors_) {
        if (const Value* value = values.find(editor->info().name)) editor->setValue(*value);
    }
    showApplying();
}

bool ParameterForm::showError(const std::string& name, const QString& message) {
    ParameterEditor* found = editor(name);
    if (found != nullptr) found->showError(message);
    return found != nullptr;
}

void ParameterForm::clearErrors() {
    for (ParameterEditor* editor : editors_) editor->showError({});
}

ParameterEditor* ParameterForm::editor(const std::string& name) const {
    const auto found = std::ranges::find_if(editors_, [&](const auto* entry) { return entry->info().name == name; });
    return found == editors_.end() ? nullptr : *found;
}

} // namespace lightcl
