#pragma once

#include <QStyledItemDelegate>

namespace lightcl {

/// Draws a branch's name indented beneath its parent's. The text itself stays as it is, for copies and screen readers.
class BranchDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace lightcl
