#pragma once

#include <QString>
#include <QStringList>
#include <map>
#include <vector>

namespace lightcl {

/// Where a dock stands at first: in the left column the first one, behind it, or below it; in the right column above,
/// or below, where docks stand beside each other in a wide window and one behind the other in a narrow one.
enum class DockPlace { Left, BehindLeft, BelowLeft, UpperRight, LowerRight };

/// An arrangement of the docks for a purpose.
struct NamedLayout {
    QString name;  ///< in the settings: "explore"
    QString title; ///< for people
    QString help;
    std::map<QString, DockPlace> places; ///< of docks, by name, that stand elsewhere than at first
    QStringList front;                   ///< docks that are brought to the front, the last one over all
    double left = 0.4;                   ///< the left column's share of the width
    double upper = 0.55;                 ///< the upper right docks' share of the height
    double below = 0.25;                 ///< the share of the height of what stands below at the left
};

/// Explore (the first, and the default), Compare and Watch.
const std::vector<NamedLayout>& namedLayouts();

} // namespace lightcl
