#pragma once

#include "runs/run_figure.h"

#include <QString>
#include <QVariant>
#include <Qt>
#include <optional>

namespace lightcl {

/// The columns of the run table, from 0: the run's colour, then all figures of runs/run_figure.h, first those that are
/// shown from the start.
inline constexpr int kColorColumn = 0;
int runColumns();
/// The column of the figure of that name.
int runColumn(std::string_view figure);
/// The column's figure; nullptr for the colour.
const RunFigure* figureOf(int column);

/// The column that says where a branch comes from, see runOrigin().
int originColumn();

/// The column's heading, and what its figures mean, with the unit and which way is better.
QString columnTitle(int column);
QString columnHelp(int column);
Qt::Alignment columnAlignment(int column);
/// Shown from the start; the others wait in the header's menu.
bool isShownByDefault(int column);

/// What the cell shows, but for the origin, which depends on the other runs; a figure that is absent is an empty text.
QString cellText(const RunSummary& run, int column);
/// The full figure with its unit, and for a failed run its message.
QString cellToolTip(const RunSummary& run, int column);
/// The value behind a cell that can be compared: of a result that was measured.
std::optional<double> comparableValue(const RunSummary& run, int column);
/// What sorts the column: a number where there is one; an invalid value sorts before all others.
QVariant sortValue(const RunSummary& run, int column);

} // namespace lightcl
