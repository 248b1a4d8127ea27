#include "plots/category_colors.h"

#include "figures/color.h"

#include <QObject>

namespace lightcl {

QColor categoryColor(MemoryCategory category) {
    return QColor::fromRgb(categoryRgb(category));
}

QString categoryTitle(MemoryCategory category) {
    const auto name = QString::fromLatin1(toString(category).data());
    return category == MemoryCategory::Measuring ? QObject::tr("%1 (in no total)").arg(name) : name;
}

} // namespace lightcl
