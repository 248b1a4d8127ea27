#include "app/workbench_options.h"

#include "app/named_layout.h"
#include "running/help_values.h"
#include "text/help_form.h"

namespace lightcl {

namespace {

QCommandLineOption option(const char* name, const char* help, const QString& value = {}) {
    return {QString::fromLatin1(name), QString::fromUtf8(help), value};
}

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString layoutNames() {
    QStringList names;
    for (const NamedLayout& layout : namedLayouts()) names += layout.name;
    return names.join(QLatin1Char('|'));
}

HelpOption helpOf(const QCommandLineOption& known) {
    HelpOption result;
    for (const QString& name : known.names())
        result.names.push_back((name.size() == 1 ? "-" : "--") + name.toStdString());
    result.help = known.description().toStdString();
    if (result.help.ends_with('.')) result.help.pop_back();
    if (!known.valueName().isEmpty()) result.value = helpValue(known.valueName().toStdString());
    return result;
}

} // namespace

QList<QCommandLineOption> workbenchOptions() {
    return {
        option("db", "The database to work on.", QStringLiteral("FILE")),
        option("run", "Queue the spec's runs and start them at once."),
        option("set", "Override a key of the spec.", QStringLiteral("KEY=VALUE")),
        option("seed", "Train with this seed.", QStringLiteral("N")),
        option("threads", "Threads of each run.", QStringLiteral("N")),
        option("theme", "The window's colours.", QStringLiteral("light|dark|contrast|system")),
        option("screenshot", "Write a picture of the window and quit.", QStringLiteral("FILE.png")),
        option("delay", "Let the runs go on for so long before the picture.", QStringLiteral("SECONDS")),
        option("size", "The window's size.", QStringLiteral("WxH")),
        option("select", "Select these runs.", QStringLiteral("RUN,RUN")),
        option("raise", "Bring a dock to the front, and with a slash a page of it: comparison/tiles.",
               QStringLiteral("runs|designer|queue|overview|heatmap|comparison|curves|memory|tradeoff|checkpoint")),
        option("layout", "How the docks are laid out.", layoutNames()),
        option("first-paint", "Print the milliseconds until the window is painted, and quit."),
        QCommandLineOption(fromView(kHelpFormOption), fromView(kHelpFormHelp) + QLatin1Char('.'),
                           fromView(kHelpFormNames)),
    };
}

QString workbenchSummary() {
    return QStringLiteral("The window of LightCL Workbench: design experiments, train, compare.");
}

QString workbenchArgument() {
    return QStringLiteral("FILE");
}

QString workbenchArgumentHelp() {
    return QStringLiteral("An experiment (SPEC.toml) to open in the designer, or a database to work on.");
}

ProgramHelp workbenchHelp() {
    ProgramHelp help;
    help.name = "lightcl-workbench";
    help.summary = workbenchSummary().toStdString();
    help.footer = "Runs are kept in one SQLite file, by default lightcl/workbench.sqlite below\n"
                  "$XDG_DATA_HOME or ~/.local/share. `lightcl` does on the command line what the window does.";
    for (const QCommandLineOption& known : workbenchOptions()) help.options.push_back(helpOf(known));
    help.options.push_back({{"-h", "--help"}, "Print this help and exit", {}, false, {}});
    help.options.push_back({{"-v", "--version"}, "Print the version and exit", {}, false, {}});
    HelpArgument file{workbenchArgumentHelp().toStdString(), helpValue(workbenchArgument().toStdString())};
    file.help.pop_back();
    help.arguments.push_back(file);
    return help;
}

} // namespace lightcl
