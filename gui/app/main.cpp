#include "app/workbench.h"

int main(int argc, char** argv) {
    return lightcl::runWorkbench(argc, argv);
}
