#pragma once

#include "runs/rows.h"
#include "spec/spec_file.h"

#include <QSize>
#include <QString>
#include <QStringList>
#include <optional>
#include <vector>

namespace lightcl {

/// The command line of the workbench, read.
struct StartOptions {
    QString spec; ///< empty: none
    QString database;
    std::vector<Override> overrides;
    bool run = false;     ///< queue and start the spec at once
    int threads = 0;      ///< of each run; 0: as many as suit it
    QString theme;        ///< empty: the remembered one
    QString screenshot;   ///< a PNG to write; the program then quits
    int delaySeconds = 0; ///< that the runs go on for before the picture
    std::optional<QSize> size;
    std::vector<RunId> select; ///< runs to select
    QString raise;             ///< a dock to bring to the front, and one of its pages: "comparison/tiles"
    QString layout;            ///< one of namedLayouts() to begin with; empty: as usual
    bool firstPaint = false;   ///< tell how long the first paint took, and quit
};

/// Throws InputError naming the option and what was expected. --help, --help-as and --version print and quit.
StartOptions readStartOptions(const QStringList& arguments);

} // namespace lightcl
