#include "designer/network_form.h"

#include <QVBoxLayout>

namespace lightcl {

NetworkForm::NetworkForm(QWidget* parent)
    : QWidget(parent), common_(new ParameterForm(catalog().networkParameters(), this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(common_);
    connect(common_, &ParameterForm::focused, this, &NetworkForm::focused);
    connect(common_, &ParameterForm::changed, this, [this] {
        showBackbone();
        emit changed();
    });
    showBackbone();
}

void NetworkForm::showBackbone() {
    const auto value = common_->editor("backbone")->value();
    const std::string name = value ? std::get<std::string>(*value) : std::string();
    const BackboneInfo* info = catalog().backbone(name);
    if (name == backbone_ || info == nullptr) return;
    backbone_ = name;
    if (own_ != nullptr) {
        own_->hide();
        own_->deleteLater();
    }
    own_ = new ParameterForm(info->parameters, this);
    layout()->addWidget(own_);
    connect(own_, &ParameterForm::changed, this, &NetworkForm::changed);
    connect(own_, &ParameterForm::focused, this, &NetworkForm::focused);
}

std::optional<Parameters> NetworkForm::parameters() {
    const auto common = common_->parameters();
    const auto own = own_->parameters();
    if (!common || !own) return std::nullopt;
    return common->overlaidWith(*own);
}

void NetworkForm::setParameters(const Parameters& values) {
    common_->setParameters(values);
    showBackbone();
    own_->setParameters(values);
}

bool NetworkForm::showError(const std::string& name, const QString& message) {
    return own_->showError(name, message) || common_->showError(name, message);
}

void NetworkForm::clearErrors() {
    common_->clearErrors();
    own_->clearErrors();
}

ParameterEditor* NetworkForm::editor(const std::string& name) const {
    ParameterEditor* own = own_->editor(name);
    return own != nullptr ? own : common_->editor(name);
}

} // namespace lightcl
