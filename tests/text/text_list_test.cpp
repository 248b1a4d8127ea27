#include "support/catch.h"
#include "text/text_list.h"

using namespace lightcl;

TEST_CASE("Texts come back from their list whatever is in them") {
    const std::vector<std::string> texts = {"cat", "a \"b\", c", "", "katė\n", "[1]"};
    CHECK(textList(texts) == R"(["cat","a \"b\", c","","katė\n","[1]"])");
    CHECK(textsIn(textList(texts)) == texts);
    CHECK(textList({}).empty());
    CHECK(textsIn("").empty());
    CHECK(textsIn("[1]").empty());
    CHECK(textsIn("{").empty());
    CHECK(textList({"\xff"}) == "[\"\xef\xbf\xbd\"]");
}
