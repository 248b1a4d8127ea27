#pragma once

namespace lightcl {

/// What `lightcl` and its worker end with; scripts rely on the numbers.
enum ExitCode : int { kExitDone = 0, kExitFailed = 1, kExitBadInput = 2, kExitInterrupted = 130 };

} // namespace lightcl
