#include "base/gunzip.h"

#include "base/error.h"
#include "support/catch.h"

using namespace lightcl;

namespace {

/// "hello hello hello\n", as gzip -n -9 packs it.
const std::string kPacked("\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x90\x5c\x00\x3b\x7c"
                          "\x8a\xdf\x12\x00\x00\x00",
                          29);

} // namespace

TEST_CASE("A gzip file's content is what was packed") {
    CHECK(gunzip(kPacked) == "hello hello hello\n");
}

TEST_CASE("Bytes that are no whole gzip file are refused") {
    CHECK_THROWS_AS(gunzip(""), Error);
    CHECK_THROWS_AS(gunzip("not packed at all"), Error);
    CHECK_THROWS_AS(gunzip(kPacked.substr(0, 20)), Error);
    std::string damaged = kPacked;
    damaged[22] = 'x';
    CHECK_THROWS_AS(gunzip(damaged), Error);
}
