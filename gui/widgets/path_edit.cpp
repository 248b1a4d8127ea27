#include "widgets/path_edit.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QToolButton>

namespace lightcl {

PathEdit::PathEdit(bool folder, QWidget* parent) : QWidget(parent), folder_(folder), line_(new QLineEdit(this)) {
    auto* button = new QToolButton(this);
    button->setText(tr("…"));
    button->setToolTip(folder ? tr("Choose a folder") : tr("Choose a file"));
    button->setAccessibleName(button->toolTip());
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(line_);
    row->addWidget(button);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusProxy(line_);
    connect(line_, &QLineEdit::textChanged, this, &PathEdit::changed);
    connect(button, &QToolButton::clicked, this, &PathEdit::browse);
}

void PathEdit::browse() {
    const QString chosen = folder_ ? QFileDialog::getExistingDirectory(this, tr("Choose a folder"), path())
                                   : QFileDialog::getOpenFileName(this, tr("Choose a file"), path());
    if (!chosen.isEmpty()) setPath(chosen);
}

} // namespace lightcl
