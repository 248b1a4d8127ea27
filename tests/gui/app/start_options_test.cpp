#include "app/start_options.h"

#include "base/error.h"
#include "support/catch.h"

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
    CHECK(complaint({"one.toml", "two.toml"}) == "expected one SPEC.toml, got one.toml two.toml");
}
