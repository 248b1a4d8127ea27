#include "app/start_options.h"

#include "app/workbench_options.h"
#include "base/error.h"
#include "store/database.h"
#include "support/catch.h"
#include "support/message_of.h"
#include "support/shell.h"
#include "support/temporary_folder.h"
#include "text/help_form.h"

#include <QCommandLineParser>
#include <QRegularExpression>

using namespace lightcl;

namespace {

StartOptions read(const QStringList& arguments) {
    return readStartOptions(QStringList{QStringLiteral("lightcl-workbench")} + arguments);
}

std::string complaint(const QStringList& arguments) {
    try {
        static_cast<void>(read(arguments));
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

} // namespace

TEST_CASE("the workbench's command line is read", "[gui][window]") {
    const StartOptions options =
        read({"spec.toml", "--db", "runs.sqlite", "--run", "--set", "training.epochs=3", "--seed", "4", "--threads",
              "2", "--size", "1024x700", "--select", "3,1", "--theme", "dark"});
    CHECK(options.spec == "spec.toml");
    CHECK(options.database == "runs.sqlite");
    CHECK(options.run);
    REQUIRE(options.overrides.size() == 2);
    CHECK(options.overrides[0].key == "training.epochs");
    CHECK(options.overrides[1].value == "[4]");
    CHECK(options.threads == 2);
    CHECK(options.size == QSize(1024, 700));
    CHECK(options.select == std::vector<RunId>{3, 1});
    CHECK(options.theme == "dark");
    CHECK(read({}).spec.isEmpty());
    CHECK_FALSE(read({}).database.isEmpty());
}

TEST_CASE("a bad command line is told in one line that names the option", "[gui][window]") {
    CHECK(complaint({"--size", "big"}) == "--size: expected WIDTHxHEIGHT such as 1440x900, got big");
    CHECK(complaint({"--threads", "0"}) == "--threads: expected an integer of at least 1, got 0");
    CHECK(complaint({"--theme", "pink"}) == "--theme: expected light, dark, contrast or system, got pink");
    CHECK(complaint({"--db", ""}) == "--db: expected a file name, got none");
    CHECK(complaint({"--run"}) == "--run: expected a SPEC.toml to run, got none");
    CHECK(complaint({"--select", "all"}) == "--select: expected run numbers such as 1,2, got all");
    CHECK(complaint({"one.toml", "two.toml"}) == "expected one file, got one.toml two.toml");
}

TEST_CASE("a file by itself is an experiment or a database, as its first bytes say", "[gui][window]") {
    const test::TemporaryFolder folder;
    const auto file = folder / "runs.db";
    static_cast<void>(Database::openForWriting(file));
    const QString name = QString::fromStdString(file.string());
    CHECK(read({name}).database == name);
    CHECK(read({name}).spec.isEmpty());
    CHECK(complaint({name, "--db", "other.sqlite"}) ==
          "--db: expected one database, got " + file.string() + " as well");
    test::writeBytes(folder / "spec.toml", "name = \"x\"\n");
    CHECK(read({QString::fromStdString((folder / "spec.toml").string())}).database != name);
}

TEST_CASE("the workbench's man page and completions name all its options", "[gui][window]") {
    const std::string page = helpAs(workbenchHelp(), "man");
    const std::string bash = helpAs(workbenchHelp(), "bash");
    const std::string zsh = helpAs(workbenchHelp(), "zsh");
    QCommandLineParser parser;
    parser.addOptions(workbenchOptions());
    parser.addHelpOption();
    parser.addVersionOption();
    const QString help = parser.helpText();
    int count = 0;
    for (const QString& word : help.split(QRegularExpression(QStringLiteral("[\\s,]+")))) {
        if (!word.startsWith(QLatin1String("--")) || word == QLatin1String("--help-all")) continue;
        const std::string name = word.toStdString();
        CAPTURE(name);
        std::string escaped;
        for (const char c : name) escaped += c == '-' ? std::string("\\-") : std::string(1, c);
        CHECK(test::contains(page, "\\fB" + escaped + "\\fR"));
        CHECK(test::contains(bash, name));
        CHECK(test::contains(zsh, name));
        ++count;
    }
    CHECK(count > 12);
    CHECK(test::contains(bash, "light dark contrast system"));
    CHECK(test::contains(bash, "explore compare watch"));
    if (!test::hasProgram("groff")) return;
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "page", page);
    CHECK(test::shellOutput("groff -man -ww -z '" + (folder / "page").string() + "'").empty());
}
