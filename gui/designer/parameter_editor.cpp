#include "designer/parameter_editor.h"

#include <QEvent>
#include <QSignalBlocker>
#include <QVBoxLayout>

namespace lightcl {

ParameterEditor::ParameterEditor(ParameterInfo info, QWidget* parent)
    : QWidget(parent), info_(std::move(info)), error_(new ErrorLabel(this)) {
    edit_ = makeValueWidget(info_, this, [this] {
        if (!signalsBlocked()) error_->showMessage({});
        emit changed();
    });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    const bool grows = (edit_.widget->sizePolicy().expandingDirections() & Qt::Horizontal) != 0;
    column->addWidget(edit_.widget, 0, grows ? Qt::Alignment() : Qt::AlignLeft);
    column->addWidget(error_);
    // A message has the row's whole width, however narrow the field is.
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setFocusProxy(edit_.widget);
    setToolTip(help(info_));
    edit_.widget->setAccessibleName(label(info_));
    edit_.widget->setAccessibleDescription(QString::fromStdString(info_.help));
    edit_.widget->setFocusPolicy(Qt::StrongFocus);
    edit_.widget->installEventFilter(this);
    for (QWidget* inner : edit_.widget->findChildren<QWidget*>()) {
        inner->installEventFilter(this);
        if (inner->accessibleName().isEmpty()) inner->setAccessibleName(label(info_));
    }
    setValue(info_.defaultValue);
}

std::optional<Value> ParameterEditor::value() {
    std::optional<Value> value = edit_.read();
    if (value && info_.accepts(*value)) return value;
    error_->showMessage(tr("expected %1").arg(QString::fromStdString(info_.expectation())));
    return std::nullopt;
}

void ParameterEditor::setValue(const Value& value) {
    const QSignalBlocker blocker(this);
    edit_.write(value);
    error_->showMessage({});
}

void ParameterEditor::showError(const QString& message) {
    error_->showMessage(message);
}

QString ParameterEditor::label(const ParameterInfo& info) {
    QString text = QString::fromStdString(info.name).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

QString ParameterEditor::help(const ParameterInfo& info) {
    QString text = QString::fromStdString(info.help);
    if (info.type != ParameterType::Boolean)
        text += tr("\nExpected: %1.").arg(QString::fromStdString(info.expectation()));
    if (!info.required()) {
        text += tr("\nDefault: %1").arg(QString::fromStdString(toText(info.defaultValue)));
        if (!info.source.empty()) text += tr(" (%1)").arg(QString::fromStdString(info.source));
    }
    return text;
}

bool ParameterEditor::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::FocusIn) emit focused(help(info_));
    // Scrolling through the form must not change what happens to be under the pointer.
    const auto* target = qobject_cast<QWidget*>(watched);
    if (event->type() == QEvent::Wheel && target != nullptr && !target->hasFocus()) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace lightcl
