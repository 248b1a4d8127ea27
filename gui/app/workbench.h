#pragma once

namespace lightcl {

/// The whole program: reads the command line, shows the window, returns the exit code.
int runWorkbench(int argc, char** argv);

} // namespace lightcl
