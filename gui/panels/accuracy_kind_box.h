#pragma once

#include "runs/accuracy.h"

class QComboBox;
class QWidget;

namespace lightcl {

/// A box to choose between class-IL and task-IL accuracy; the item's data is the AccuracyKind as an int.
QComboBox* makeAccuracyKindBox(QWidget* parent);
/// Chooses without telling anyone.
void setAccuracyKind(QComboBox& box, AccuracyKind kind);

} // namespace lightcl
