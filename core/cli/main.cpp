#include "base/process.h"
#include "cli/command_line.h"

int main(int argc, char** argv) {
    lightcl::outliveFileSizeLimit();
    return lightcl::runCommandLine({argv + 1, argv + argc}, lightcl::Console::standard());
}
