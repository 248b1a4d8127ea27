#include "widgets/question.h"

#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

namespace lightcl {

Question askInMessageBox(QWidget* parent) {
    return [parent](const QString& title, const QString& text, const QString& yes) {
        QMessageBox box(QMessageBox::Question, title, text, QMessageBox::Cancel, parent);
        const QPushButton* button = box.addButton(yes, QMessageBox::DestructiveRole);
        box.setDefaultButton(QMessageBox::Cancel);
        box.exec();
        return box.clickedButton() == button;
    };
}

TextQuestion askForText(QWidget* parent) {
    return [parent](const QString& title, const QString& label, const QString& text) -> std::optional<QString> {
        bool accepted = false;
        const QString given = QInputDialog::getMultiLineText(parent, title, label, text, &accepted);
        return accepted ? std::optional(given) : std::nullopt;
    };
}

} // namespace lightcl
