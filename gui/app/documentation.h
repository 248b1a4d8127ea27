#pragma once

#include <QString>

namespace lightcl {

/// Opens the documentation that came with the program; returns what to tell the user.
QString openDocumentation();

} // namespace lightcl
