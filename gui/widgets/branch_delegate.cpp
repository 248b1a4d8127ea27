#include "widgets/branch_delegate.h"

#include "run_list/run_list_model.h"

#include <algorithm>

namespace lightcl {

void BranchDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    constexpr int most = 8; // of a long chain the name must still be seen
    const int depth = std::min(index.data(RunListModel::DepthRole).toInt(), most);
    const bool isBaseline = index.data(RunListModel::BaselineRole).toBool();
    if (isBaseline) option->text.prepend(QStringLiteral("◆ "));
    if (isBaseline || index.data(RunListModel::FoldRole).isValid()) option->font.setBold(true);
    if (index.data(RunListModel::InGroupRole).toBool())
        option->text.prepend(QString(2, QChar(0x2003)));
    else if (depth > 0)
        option->text = QString(depth - 1, QChar(0x2003)) + QStringLiteral("↳ ") + option->text;
}

} // namespace lightcl
