#pragma once

#include "cli/console.h"

#include <filesystem>

namespace lightcl {

/// Trains an element of a submission on this node, in a database on the node's own disk ($TMPDIR or /tmp) whose states
/// are left in the submission's folder as epochs end. It goes on where an earlier start left it. SIGUSR1, by which
/// Slurm says that time is up, stops the runs at their next step, leaves their state and puts the element back into the
/// queue; SIGTERM and SIGINT stop it alone. Returns 0 when all runs are done, 1 when one failed, else 130. Throws
/// InputError for a folder without such an element.
int trainElement(const std::filesystem::path& submission, int element, const Console& console);

} // namespace lightcl
