#include "rules/stored_values.h"

#include "support/catch.h"

using namespace lightcl;

TEST_CASE("stored rows take four, two or one byte a value, the last with their range") {
    CHECK(storedBytes(storedPrecision("float32"), 32) == 128);
    CHECK(storedBytes(storedPrecision("float16"), 32) == 64);
    CHECK(storedBytes(storedPrecision("uint8"), 32) == 40);
}
