#pragma once

#include <QDialog>

namespace lightcl {

/// Shows text that can be read, selected and copied: a run's spec, or why it failed. Closes and deletes itself.
class TextDialog : public QDialog {
    Q_OBJECT
public:
    TextDialog(const QString& title, const QString& text, QWidget* parent);
};

} // namespace lightcl
