#include "app/workbench.h"
#include "base/process.h"

int main(int argc, char** argv) {
    lightcl::outliveFileSizeLimit();
    return lightcl::runWorkbench(argc, argv);
}
