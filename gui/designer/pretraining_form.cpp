#include "designer/pretraining_form.h"

#include <QVBoxLayout>

namespace lightcl {

PretrainingForm::PretrainingForm(QWidget* parent)
    : QWidget(parent), box_(new QCheckBox(tr("Start every run from what is learnt &beforehand"), this)),
      settings_(new ParameterForm(catalog().pretrainingParameters(), this)) {
    box_->setToolTip(tr("Some classes are learnt at once before the first task, in a run of its own that is trained "
                        "once for all methods and seeds;\nthe scenario learns the others."));
    settings_->setVisible(false);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* row = new QVBoxLayout;
    row->setContentsMargins(18, 0, 0, 0);
    row->addWidget(box_);
    column->addLayout(row);
    column->addWidget(settings_);
    connect(box_, &QCheckBox::toggled, settings_, &QWidget::setVisible);
    connect(box_, &QCheckBox::toggled, this, &PretrainingForm::changed);
    connect(settings_, &ParameterForm::changed, this, &PretrainingForm::changed);
    connect(settings_, &ParameterForm::focused, this, &PretrainingForm::focused);
}

std::optional<Parameters> PretrainingForm::parameters() {
    return box_->isChecked() ? settings_->parameters() : Parameters();
}

void PretrainingForm::setParameters(const Parameters& values) {
    settings_->setParameters(values);
    box_->setChecked(!values.empty());
}

} // namespace lightcl
