#include "widgets/section.h"

#include <QVBoxLayout>

namespace lightcl {

Section::Section(const QString& title, QWidget* content, QWidget* parent)
    : QWidget(parent), heading_(new QToolButton(this)) {
    heading_->setText(title);
    heading_->setCheckable(true);
    heading_->setChecked(true);
    heading_->setAutoRaise(true);
    heading_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    heading_->setArrowType(Qt::DownArrow);
    heading_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    heading_->setFocusPolicy(Qt::StrongFocus);
    heading_->setToolTip(tr("Fold or unfold this part"));
    QFont bold = heading_->font();
    bold.setBold(true);
    heading_->setFont(bold);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(heading_);
    column->addWidget(content);
    content->setContentsMargins(18, 0, 0, 4);
    connect(heading_, &QToolButton::toggled, this, [this, content](bool open) {
        heading_->setArrowType(open ? Qt::DownArrow : Qt::RightArrow);
        content->setVisible(open);
    });
}

} // namespace lightcl
