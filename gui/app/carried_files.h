#pragma once

namespace lightcl {

/// Makes the files that the program carries within itself readable under ":/": the documentation, the quick start, the
/// sample. A static library's are not found by themselves.
void useCarriedFiles();

} // namespace lightcl
