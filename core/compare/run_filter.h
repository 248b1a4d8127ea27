#pragma once

#include "figures/run_record.h"

#include <functional>
#include <string>

namespace lightcl {

/// Whether a run is meant.
using RunFilter = std::function<bool(const RunRecord&)>;

/// Reads an expression such as `method = er and buffer_size >= 200 and not (class_il <= 50% or state = failed)`.
///
/// A comparison is a key (compare/run_key.h), one of = == != <> < <= > >= ~ (contains) or `in`, and a value: a number,
/// a word or a "quoted text", for `in` several in brackets. A number may end in % or in a unit of bytes (KiB, MiB, GiB,
/// kB, MB, GB). Texts are compared without regard to case; a list such as `tags` equals each of its
/// texts, `archived` is yes or no; a method is meant by its name or its title. A run that
/// lacks the value does not fulfil a comparison, whichever it is. `not` binds before `and`, `and` before `or`. An empty
/// expression means every run.
///
/// Throws FilterError (compare/filter_tokens.h) that says at which column what was expected.
RunFilter parseRunFilter(const std::string& expression);

/// Whether a text is an expression, or the beginning of one, rather than words to look for: it has an operator or a
/// list, or begins with `not` or a bracket.
bool isRunExpression(const std::string& text);

/// Whether the expression says itself which archived runs are meant; otherwise they stay out of sight. Throws
/// InputError for text that is none.
bool asksForArchived(const std::string& expression);

} // namespace lightcl
