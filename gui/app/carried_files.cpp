#include "app/carried_files.h"

#include <QtGlobal>

/// Outside of any namespace, where the resource compiler puts its own.
static void initializeCarriedFiles() {
    Q_INIT_RESOURCE(workbench);
}

namespace lightcl {

void useCarriedFiles() {
    initializeCarriedFiles();
}

} // namespace lightcl
