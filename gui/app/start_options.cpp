#include "app/start_options.h"

#include "app/named_layout.h"
#include "app/workbench_options.h"
#include "base/error.h"
#include "designer/value_widget.h"
#include "runs/exit_code.h"
#include "store/database.h"
#include "store/file_header.h"
#include "text/help_form.h"

#include <QCommandLineParser>
#include <QRegularExpression>
#include <algorithm>
#include <cstdio>
#include <cstdlib>

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

[[noreturn]] void printHelpAndQuit(const std::string& form) {
    std::fputs(helpAs(workbenchHelp(), form).c_str(), stdout);
    std::exit(kExitDone);
}

/// What a file manager opens with the program is an experiment or a database; its first bytes tell.
void takeFile(StartOptions& options, const QString& file) {
    const bool isDatabase = !file.isEmpty() && readFileHeader(file.toStdString()).kind == FileHeader::Kind::Sqlite;
    (isDatabase ? options.database : options.spec) = file;
}

} // namespace

StartOptions readStartOptions(const QStringList& arguments) {
    QCommandLineParser parser;
    parser.setApplicationDescription(workbenchSummary());
    parser.addOptions(workbenchOptions());
    parser.addPositionalArgument(workbenchArgument(), workbenchArgumentHelp(),
                                 QLatin1Char('[') + workbenchArgument() + QLatin1Char(']'));
    parser.addHelpOption();
    parser.addVersionOption();
    if (!parser.parse(arguments)) throw InputError(parser.errorText().toStdString());
    if (parser.isSet(QStringLiteral("help"))) parser.showHelp();
    if (parser.isSet(QStringLiteral("version"))) parser.showVersion();
    if (const auto form = QString::fromStdString(std::string(kHelpFormOption)); parser.isSet(form))
        printHelpAndQuit(parser.value(form).toStdString());

    StartOptions options;
    const QStringList positional = parser.positionalArguments();
    if (positional.size() > 1)
        throw InputError("expected one file, got " + positional.join(QLatin1Char(' ')).toStdString());
    takeFile(options, positional.value(0));
    if (!options.database.isEmpty() && parser.isSet(QStringLiteral("db")))
        throw InputError("--db: expected one database, got " + options.database.toStdString() + " as well");
    if (parser.isSet(QStringLiteral("db")))
        options.database = parser.value(QStringLiteral("db"));
    else if (options.database.isEmpty())
        options.database = QString::fromStdString(defaultDatabaseFile().string());
    if (options.database.isEmpty()) throw InputError("--db: expected a file name, got none");
    for (const QString& text : parser.values(QStringLiteral("set")))
        options.overrides.push_back(parseOverride(text.toStdString()));
    if (parser.isSet(QStringLiteral("seed")))
        options.overrides.push_back({"seeds", "[" + parser.value(QStringLiteral("seed")).toStdString() + "]"});
    options.run = parser.isSet(QStringLiteral("run"));
    if (options.run && options.spec.isEmpty()) throw InputError("--run: expected a SPEC.toml to run, got none");
    if (parser.isSet(QStringLiteral("threads")))
        options.threads = readCount(QStringLiteral("--threads"), parser.value(QStringLiteral("threads")));
    options.theme = parser.value(QStringLiteral("theme"));
    if (!QStringList{QString(), "light", "dark", "contrast", "system"}.contains(options.theme))
        throw InputError("--theme: expected light, dark, contrast or system, got " + options.theme.toStdString());
    options.screenshot = parser.value(QStringLiteral("screenshot"));
    if (parser.isSet(QStringLiteral("delay")))
        options.delaySeconds = readCount(QStringLiteral("--delay"), parser.value(QStringLiteral("delay")));
    if (parser.isSet(QStringLiteral("size"))) options.size = readSize(parser.value(QStringLiteral("size")));
    if (parser.isSet(QStringLiteral("select"))) options.select = readRuns(parser.value(QStringLiteral("select")));
    options.raise = parser.value(QStringLiteral("raise"));
    options.layout = parser.value(QStringLiteral("layout"));
    const auto known = [&](const NamedLayout& entry) { return entry.name == options.layout; };
    if (!options.layout.isEmpty() && std::ranges::none_of(namedLayouts(), known))
        throw InputError("--layout: expected explore, compare or watch, got " + options.layout.toStdString());
    options.firstPaint = parser.isSet(QStringLiteral("first-paint"));
    return options;
}

} // namespace lightcl
