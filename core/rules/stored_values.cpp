#include "rules/stored_values.h"

#include "base/element_bytes.h"

namespace lightcl {

StoredPrecision storedPrecision(const std::string& name) {
    if (name == "float16") return StoredPrecision::Float16;
    return name == "uint8" ? StoredPrecision::UInt8 : StoredPrecision::Float32;
}

std::int64_t storedBytes(StoredPrecision precision, std::int64_t values) {
    switch (precision) {
    case StoredPrecision::Float16:
        return kHalfBytes * values;
    case StoredPrecision::UInt8:
        return values + kStoredRangeBytes;
    case StoredPrecision::Float32:
        break;
    }
    return kFloatBytes * values;
}

} // namespace lightcl
