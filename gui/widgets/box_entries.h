#pragma once

#include <QStringList>

class QComboBox;

namespace lightcl {

/// Gives the box these entries, with `data` behind the titles, without a signal; one that has them already is left
/// alone: refilling a list that is open would close it under the pointer, and a training run is read again every
/// second. The caller chooses the current entry.
void setEntries(QComboBox& box, const QStringList& titles, const QStringList& data);

} // namespace lightcl
