#pragma once

#include "base/memory_category.h"

#include <QColor>
#include <QString>

namespace lightcl {

/// The category's colour of the palette that reports use as well.
QColor categoryColor(MemoryCategory category);

/// The category's name in a legend; says of measuring data that it is in no total.
QString categoryTitle(MemoryCategory category);

} // namespace lightcl
