#pragma once

#include "figures/curves_figure.h"
#include "figures/run_record.h"

#include <vector>

namespace lightcl {

/// A run to draw, its colour and its group's (run_groups.h).
struct DrawnRun {
    const RunRecord* run = nullptr;
    Color color;
    Color groupColor;
};

std::vector<const RunRecord*> recordsOf(const std::vector<DrawnRun>& runs);

/// The course that has room for all of the runs: the most tasks, and their epochs where all have the same.
void setCourse(CurvesFigure& figure, const std::vector<DrawnRun>& runs);

} // namespace lightcl
