#pragma once

#include <string>
#include <string_view>

namespace lightcl {

/// A random identifier (RFC 9562, version 4) in small letters: "f81d4fae-7dec-41d0-a765-00a0c91e6bf6". Throws Error
/// when the system gives no random bytes.
std::string randomUuid();

/// The identifier of a text (RFC 9562, version 5, in the workbench's own name space): the same for the same text, on
/// every machine.
std::string nameUuid(std::string_view text);

/// Whether the text is an identifier as they are written here, of whichever version.
bool isUuid(std::string_view text);

} // namespace lightcl
