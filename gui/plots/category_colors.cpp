#include "plots/category_colors.h"

#include "plots/distinct_colors.h"

#include <QObject>

namespace lightcl {

static_assert(kDistinctColors.size() == kMemoryCategories.size());

QColor categoryColor(MemoryCategory category) {
    return QColor(kDistinctColors[static_cast<std::size_t>(category)]);
}

QString categoryTitle(MemoryCategory category) {
    const auto name = QString::fromLatin1(toString(category).data());
    return category == MemoryCategory::Measuring ? QObject::tr("%1 (in no total)").arg(name) : name;
}

} // namespace lightcl
