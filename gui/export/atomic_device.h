#pragma once

#include <QString>
#include <functional>

class QIODevice;

namespace lightcl {

/// Lets `write` fill a new file that takes the name `file` only when it is complete. `write` returns whether it worked.
/// Throws Error "<file>: cannot be written: <reason>"; what stood there before is then untouched.
void writeAtomically(const QString& file, const std::function<bool(QIODevice&)>& write);

} // namespace lightcl
