#include "text/shell_words.h"

#include "base/error.h"
#include "support/catch.h"
#include "support/message_of.h"

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("words of a shell are quoted where they need it", "[text]") {
    CHECK(shellQuoted("/usr/bin/lightcl-1.2") == "/usr/bin/lightcl-1.2");
    CHECK(shellQuoted("") == "''");
    CHECK(shellQuoted("a folder's $name") == "'a folder'\\''s $name'");
    CHECK(shellWords({"ssh", "-o", "A=b c"}) == "ssh -o 'A=b c'");
}

TEST_CASE("values in a script's options are quoted as sbatch reads them", "[text]") {
    CHECK(sbatchQuoted("/a b/c") == "\"/a b/c\"");
    CHECK(sbatchQuoted("a\"b\\c") == "\"a\\\"b\\\\c\"");
    CHECK(sbatchPath("/100%/log") == "/100%%/log");
}

TEST_CASE("text with a line break is refused where one line is expected", "[text]") {
    CHECK_NOTHROW(requireOneLine("a folder's \"name\" é", "the folder"));
    const auto message = messageOf<InputError>([] { requireOneLine("a\nb", "the folder"); });
    CHECK(contains(message, "the folder: expected one line"));
    CHECK(message.find('\n') == std::string::npos);
}
