#pragma once

#include <string>
#include <vector>

namespace lightcl {

/// Texts as a JSON list, `["cat", "a \"b\""]`, from which they are had back whatever is in them; empty for none. What
/// is no UTF-8 becomes U+FFFD.
std::string textList(const std::vector<std::string>& texts);
/// The texts of such a list; none when it is something else.
std::vector<std::string> textsIn(const std::string& list);

} // namespace lightcl
