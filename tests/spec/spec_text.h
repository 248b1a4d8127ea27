#pragma once

#include "spec/spec_file.h"
#include "support/error_message.h"

#include <string>

namespace lightcl::test {

/// The smallest spec there is; `more` is put in front of its sections.
inline std::string smallSpec(const std::string& sections = "", const std::string& method = "name = \"sgd\"") {
    return "name = \"small\"\n[scenario]\ndataset = \"fashion-mnist\"\n[network]\nbackbone = \"mlp\"\n" + sections +
           "[[method]]\n" + method + "\n";
}

/// What is wrong with a spec; empty when nothing is.
inline std::string specErrorOf(const std::string& toml, const std::vector<Override>& overrides = {}) {
    return inputErrorOf([&] { static_cast<void>(parseExperiment(toml, "a.toml", overrides)); });
}

} // namespace lightcl::test
