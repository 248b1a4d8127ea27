#pragma once

#include <QString>
#include <string>

namespace lightcl {

/// What a spec's error message speaks of: "method.er.buffer_size: expected …" is section "method", owner "er", name
/// "buffer_size". A part that is not there is empty; a message without a key is all text.
struct ErrorPlace {
    std::string section;
    std::string owner; ///< the method's name, only in section "method"
    std::string name;
    QString text;

    static ErrorPlace of(const std::string& message);
};

} // namespace lightcl
