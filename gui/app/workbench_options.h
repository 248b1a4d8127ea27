#pragma once

#include "text/program_help.h"

#include <QCommandLineOption>
#include <QList>
#include <QString>

namespace lightcl {

/// What the workbench's command line knows, but for --help and --version.
QList<QCommandLineOption> workbenchOptions();

/// What the program does, in a sentence.
QString workbenchSummary();
/// The name and the help of what stands without an option.
QString workbenchArgument();
QString workbenchArgumentHelp();

/// The same as --help says, to be printed in other forms.
ProgramHelp workbenchHelp();

} // namespace lightcl
