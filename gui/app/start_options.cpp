#include "app/start_options.h"

#include "app/named_layout.h"
#include "base/error.h"
#include "designer/value_widget.h"
#include "store/database.h"

#include <QCommandLineParser>
#include <QRegularExpression>
#include <algorithm>

namespace lightcl {

namespace {

QSize readSize(const QString& text) {
    static const QRegularExpression pattern(QStringLiteral("^([0-9]{2,5})x([0-9]{2,5})$"));
    const auto match = pattern.match(text);
    if (!match.hasMatch())
        throw InputError("--size: expected WIDTHxHEIGHT such as 1440x900, got " + text.toStdString());
    return {match.captured(1).toInt(), match.captured(2).toInt()};
}

int readCount(const QString& option, const QString& text) {
    bool isNumber = false;
    const int count = text.toInt(&isNumber);
    if (isNumber && count >= 1) return count;
    throw InputError(option.toStdString() + ": expected an integer of at least 1, got " + text.toStdString());
}

std::vector<RunId> readRuns(const QString& text) {
    const auto runs = parseIntegers(text);
    if (!runs) throw InputError("--select: expected run numbers such as 1,2, got " + text.toStdString());
    return *runs;
}

} // namespace

StartOptions readStartOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(
        QStringLiteral("The window of LightCL Workbench: design experiments, train, compare."));
    const QCommandLineOption database(QStringLiteral("db"), QStringLiteral("The database to work on."),
                                      QStringLiteral("FILE"));
    const QCommandLineOption run(QStringLiteral("run"),
                                 QStringLiteral("Queue the spec's runs and start them at once."));
    const QCommandLineOption set(QStringLiteral("set"), QStringLiteral("Override a key of the spec."),
                                 QStringLiteral("KEY=VALUE"));
    const QCommandLineOption seed(QStringLiteral("seed"), QStringLiteral("Train with this seed."), QStringLiteral("N"));
    const QCommandLineOption threads(QStringLiteral("threads"), QStringLiteral("Threads of each run."),
                                     QStringLiteral("N"));
    const QCommandLineOption theme(QStringLiteral("theme"), QStringLiteral("light, dark, contrast or system."),
                                   QStringLiteral("THEME"));
    const QCommandLineOption screenshot(QStringLiteral("screenshot"),
                                        QStringLiteral("Write a picture of the window and quit."),
                                        QStringLiteral("FILE.png"));
    const QCommandLineOption delay(QStringLiteral("delay"),
                                   QStringLiteral("Let the runs go on for so long before the picture."),
                                   QStringLiteral("SECONDS"));
    const QCommandLineOption size(QStringLiteral("size"), QStringLiteral("The window's size."), QStringLiteral("WxH"));
    const QCommandLineOption select(QStringLiteral("select"), QStringLiteral("Select these runs."),
                                    QStringLiteral("RUN,RUN"));
    const QCommandLineOption raise(QStringLiteral("raise"),
                                   QStringLiteral("Bring a dock to the front: runs, designer, queue, "
                                                  "overview, heatmap, comparison, curves, memory or tradeoff."),
                                   QStringLiteral("DOCK"));
    const QCommandLineOption layout(QStringLiteral("layout"), QStringLiteral("explore, compare or watch."),
                                    QStringLiteral("LAYOUT"));
    const QCommandLineOption firstPaint(
        QStringLiteral("first-paint"), QStringLiteral("Print the milliseconds until the window is painted, and quit."));
    parser.addOptions(
        {database, run, set, seed, threads, theme, screenshot, delay, size, select, raise, layout, firstPaint});
    parser.addPositionalArgument(QStringLiteral("SPEC.toml"), QStringLiteral("An experiment to open in the designer."),
                                 QStringLiteral("[SPEC.toml]"));
    parser.addHelpOption();
    parser.addVersionOption();
    if (!parser.parse(arguments)) throw InputError(parser.errorText().toStdString());
    if (parser.isSet(QStringLiteral("help"))) parser.showHelp();
    if (parser.isSet(QStringLiteral("version"))) parser.showVersion();

    StartOptions options;
    const QStringList positional = parser.positionalArguments();
    if (positional.size() > 1)
        throw InputError("expected one SPEC.toml, got " + positional.join(QLatin1Char(' ')).toStdString());
    options.spec = positional.value(0);
    options.database =
        parser.isSet(database) ? parser.value(database) : QString::fromStdString(defaultDatabaseFile().string());
    if (options.database.isEmpty()) throw InputError("--db: expected a file name, got none");
    for (const QString& text : parser.values(set)) options.overrides.push_back(parseOverride(text.toStdString()));
    if (parser.isSet(seed)) options.overrides.push_back({"seeds", "[" + parser.value(seed).toStdString() + "]"});
    options.run = parser.isSet(run);
    if (options.run && options.spec.isEmpty()) throw InputError("--run: expected a SPEC.toml to run, got none");
    if (parser.isSet(threads)) options.threads = readCount(QStringLiteral("--threads"), parser.value(threads));
    options.theme = parser.value(theme);
    if (!QStringList{QString(), "light", "dark", "contrast", "system"}.contains(options.theme))
        throw InputError("--theme: expected light, dark, contrast or system, got " + options.theme.toStdString());
    options.screenshot = parser.value(screenshot);
    if (parser.isSet(delay)) options.delaySeconds = readCount(QStringLiteral("--delay"), parser.value(delay));
    if (parser.isSet(size)) options.size = readSize(parser.value(size));
    if (parser.isSet(select)) options.select = readRuns(parser.value(select));
    options.raise = parser.value(raise);
    options.layout = parser.value(layout);
    const auto known = [&](const NamedLayout& entry) { return entry.name == options.layout; };
    if (!options.layout.isEmpty() && std::ranges::none_of(namedLayouts(), known))
        throw InputError("--layout: expected explore, compare or watch, got " + options.layout.toStdString());
    options.firstPaint = parser.isSet(firstPaint);
    return options;
}

} // namespace lightcl
