#include "base/uuid.h"

#include "base/sha1.h"
#include "support/catch.h"

#include <fmt/format.h>
#include <span>
#include <string>

using namespace lightcl;

namespace {

std::string hexSha1(const std::string& text) {
    std::string hex;
    for (const auto byte : sha1(std::as_bytes(std::span(text)))) hex += fmt::format("{:02x}", byte);
    return hex;
}

} // namespace

TEST_CASE("SHA-1 gives the published digests", "[base]") {
    CHECK(hexSha1("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709");
    CHECK(hexSha1("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(hexSha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "84983e441c3bd26ebaae4aa1f95129e5e54670f1");
    CHECK(hexSha1(std::string(1'000'000, 'a')) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f");
}

TEST_CASE("identifiers are of their version, and only those drawn differ", "[base]") {
    const std::string drawn = randomUuid();
    CHECK(isUuid(drawn));
    CHECK(drawn[14] == '4');
    CHECK(randomUuid() != drawn);
    const std::string named = nameUuid("a run");
    CHECK(isUuid(named));
    CHECK(named[14] == '5');
    CHECK(std::string("89ab").find(named[19]) != std::string::npos);
    CHECK(nameUuid("a run") == named);
    CHECK(nameUuid("another") != named);
    CHECK_FALSE(isUuid(""));
    CHECK_FALSE(isUuid(named + "0"));
    CHECK_FALSE(isUuid("F81D4FAE-7DEC-41D0-A765-00A0C91E6BF6"));
}
