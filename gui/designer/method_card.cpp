#include "designer/method_card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QVBoxLayout>

namespace lightcl {

MethodCard::MethodCard(const MethodSpec& spec, QWidget* parent)
    : QFrame(parent), name_(spec.name), network_(spec.network), error_(new ErrorLabel(this)) {
    const MethodInfo& info = *catalog().method(name_);
    form_ = new ParameterForm(info.parameters, this);
    form_->setParameters(spec.parameters);
    overrides_ = new OverrideForm(this);
    overrides_->setParameters(spec.trainingOverrides);
    overrideSection_ = new Section({}, overrides_, this);
    overrideSection_->setOpen(overrides_->count() > 0);
    showOverrideCount();

    setFrameShape(QFrame::StyledPanel);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 6, 8, 6);
    column->setSpacing(4);
    column->addWidget(heading(info));
    column->addWidget(error_);
    if (!info.parameters.empty()) column->addWidget(form_);
    form_->setVisible(!info.parameters.empty());
    column->addWidget(overrideSection_);
    if (!network_.empty()) column->addWidget(networkLine());

    connect(form_, &ParameterForm::changed, this, &MethodCard::changed);
    connect(form_, &ParameterForm::focused, this, &MethodCard::focused);
    connect(overrides_, &OverrideForm::focused, this, &MethodCard::focused);
    connect(overrides_, &OverrideForm::changed, this, [this] {
        showOverrideCount();
        emit changed();
    });
}

QWidget* MethodCard::heading(const MethodInfo& info) {
    auto* bar = new QWidget(this);
    auto* title = new QLabel(QStringLiteral("<b>%1</b>").arg(QString::fromStdString(info.title).toHtmlEscaped()), bar);
    QString help = QString::fromStdString(info.help);
    if (!info.source.empty()) help += QLatin1Char('\n') + QString::fromStdString(info.source);
    title->setToolTip(help);
    const auto button = [&](const QString& text, const QString& tip, auto signal) {
        auto* made = new QToolButton(bar);
        made->setText(text);
        made->setToolTip(tip);
        made->setAutoRaise(true);
        made->setFocusPolicy(Qt::StrongFocus);
        connect(made, &QToolButton::clicked, this, signal);
        return made;
    };
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(title, 1);
    if (QToolButton* presets = presetButton()) row->addWidget(presets);
    row->addWidget(
        button(tr("Duplicate"), tr("Add this method once more, to vary a parameter"), &MethodCard::duplicateRequested));
    row->addWidget(button(tr("Remove"), tr("Take this method out of the experiment"), &MethodCard::removeRequested));
    return bar;
}

QToolButton* MethodCard::presetButton() {
    const auto presets = presetsOf(name_);
    if (presets.empty()) return nullptr;
    auto* button = new QToolButton(this);
    button->setText(tr("Preset"));
    button->setToolTip(tr("Set the fields as somebody found best for a data set, instead of the defaults"));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(button);
    menu->setToolTipsVisible(true);
    for (const MethodPreset* preset : presets) {
        QAction* action = menu->addAction(QString::fromStdString(preset->name));
        QStringList lines{QString::fromStdString(preset->help), QString::fromStdString(preset->source)};
        for (const auto& [key, value] : preset->settings.values())
            lines << QString::fromStdString(key + " = " + toText(value));
        action->setToolTip(lines.join(QLatin1Char('\n')));
        connect(action, &QAction::triggered, this, [this, preset] { use(*preset); });
    }
    button->setMenu(menu);
    return button;
}

void MethodCard::use(const MethodPreset& preset) {
    Parameters own;
    Parameters training = overrides_->parameters().value_or(Parameters{});
    for (const auto& [key, value] : preset.settings.values())
        (form_->editor(key) != nullptr ? own : training).set(key, value);
    form_->setParameters(own);
    overrides_->setParameters(training);
    overrideSection_->setOpen(true);
    showOverrideCount();
    emit changed();
}

QWidget* MethodCard::networkLine() {
    QStringList settings;
    for (const auto& [key, value] : network_.values()) settings << QString::fromStdString(key + " = " + toText(value));
    auto* line = new QLabel(tr("Network of its own: %1").arg(settings.join(QStringLiteral(", "))), this);
    line->setWordWrap(true);
    line->setToolTip(tr("From a list in the spec's [network]; the fields above hold for the methods without one"));
    return line;
}

void MethodCard::showOverrideCount() {
    const int count = overrides_->count();
    overrideSection_->setTitle(count == 0 ? tr("Training as above") : tr("Training: %1 of its own").arg(count));
}

std::optional<MethodSpec> MethodCard::spec() {
    auto parameters = form_->parameters();
    auto overrides = overrides_->parameters();
    if (!parameters || !overrides) return std::nullopt;
    return MethodSpec{name_, std::move(*parameters), std::move(*overrides), network_};
}

void MethodCard::showError(const std::string& name, const QString& message) {
    if (form_->showError(name, message)) return;
    if (overrides_->showError(name, message)) return overrideSection_->setOpen(true);
    error_->showMessage(message);
}

void MethodCard::clearErrors() {
    form_->clearErrors();
    overrides_->clearErrors();
    error_->showMessage({});
}

} // namespace lightcl
