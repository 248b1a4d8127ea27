#pragma once

#include "runs/rows.h"

#include <QString>
#include <QVariant>

namespace lightcl {

/// The columns of the run table, in their default order.
enum class RunColumn {
    Color,
    Name,
    Method,
    Seed,
    State,
    ClassIl,
    TaskIl,
    Forgetting,
    Bwt,
    PredictedPeak,
    MeasuredPeak,
    PeakRss,
    Time,
    LearningAccuracy,
    PaperPeak,
    Flops,
    Dataset,
    Backbone,
    Created
};
inline constexpr int kRunColumns = static_cast<int>(RunColumn::Created) + 1;

/// The column's heading, and what its figures mean, with the unit.
QString columnTitle(RunColumn column);
QString columnHelp(RunColumn column);
/// A column of figures: aligned right.
bool isNumeric(RunColumn column);
/// Shown from the start; the others wait in the header's menu.
bool isShownByDefault(RunColumn column);

/// What the cell shows; a figure that is absent is an empty text.
QString cellText(const RunSummary& run, RunColumn column);
/// The full figure with its unit, and for a failed run its message.
QString cellToolTip(const RunSummary& run, RunColumn column);
/// What sorts the column: a number where there is one; an invalid value sorts before all others.
QVariant sortValue(const RunSummary& run, RunColumn column);

} // namespace lightcl
