#pragma once

#include "base/memory_category.h"

#include <QColor>
#include <QString>

namespace lightcl {

/// The category's colour, the same everywhere; the set of Okabe and Ito, told apart by colour-blind eyes too.
QColor categoryColor(MemoryCategory category);

/// The category's name in a legend; says of measuring data that it is in no total.
QString categoryTitle(MemoryCategory category);

} // namespace lightcl
