#pragma once

#include "text/table_format.h"

class QTableView;

namespace lightcl {

/// What a table view shows, columns and rows in the order they are seen: the selected rows, or all when none is.
/// Columns without a title or a text are left out; numbers are recognised by how they are aligned.
Table shownTable(const QTableView& view);

/// Adds "Copy table as" with every format to the view's context menu, which must be one of its actions.
void addCopyTableMenu(QTableView& view);

} // namespace lightcl
