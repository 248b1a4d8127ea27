#pragma once

#include <QStyledItemDelegate>

namespace lightcl {

/// Draws a run's name indented beneath its group's, a branch's beneath its parent's; a group's bold, and the
/// baseline's with a mark. The text itself stays as it is, for copies and screen readers.
class BranchDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

} // namespace lightcl
