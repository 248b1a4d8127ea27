#pragma once

#include "figures/report_data.h"
#include "text/table.h"

#include <string>
#include <vector>

namespace lightcl {

/// How methods stand in a table: "er", as commands and specs name them, or "ER".
enum class MethodWords { Names, Titles };

/// Runs for people, one a row, with the figures of the listing (runs/run_figure.h); "-" stands for what was not
/// measured.
Table runTable(const std::vector<RunSummary>& runs, MethodWords words = MethodWords::Names);

/// Why runs failed or stopped, a line each below an empty one: "run 3 failed: …"; empty when no run has a message.
std::string runMessages(const std::vector<RunSummary>& runs);

/// Runs with all their figures under the names they have in the database; what was not measured is empty, and numbers
/// are written so that reading them gives the same value.
Table figureTable(const std::vector<RunSummary>& runs);

/// Mean and standard deviation over seeds, one row a group; `what` heads the groups' names.
Table methodTable(const std::vector<MethodGroup>& groups, const std::string& what = "method");
/// What the columns of methodTable() mean, in sentences.
const std::vector<std::string>& methodTableNotes();

} // namespace lightcl
