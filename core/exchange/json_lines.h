#pragma once

#include "exchange/foreign_run.h"

#include <istream>
#include <string>
#include <vector>

namespace lightcl {

/// A run and all its rows as JSON lines, each with its `kind` (docs/exchange.md). Throws InputError when there is no
/// such run.
std::string jsonLines(const Database& database, RunId run);

/// The runs of such lines. A run without an identity is named after its lines, so that reading them again gives the
/// same one; a run that does not say how it ended is interrupted. Throws InputError naming `file`, the line, what was
/// expected and what stood there.
std::vector<ForeignRun> readJsonLines(std::istream& lines, const std::string& file);

/// What `run` lacks that the store needs: its identity (after `content`), a state, a time.
void completeRun(ForeignRun& run, const std::string& content);

} // namespace lightcl
