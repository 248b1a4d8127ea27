#include "widgets/question.h"

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

} // namespace lightcl
