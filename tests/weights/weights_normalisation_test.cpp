#include "weights/weights_normalisation.h"

#include "support/catch.h"
#include "support/error_message.h"

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("Weights that say how their inputs were scaled start no run with others") {
    const Normalisation cifar{{0.4914, 0.4822, 0.4465}, {0.247, 0.2435, 0.2615}};
    WeightsFile content;
    requireSameNormalisation(cifar, content, "w.pt"); // another program's file says nothing
    content.metadata[kNormalisationKey] = toText(cifar);
    requireSameNormalisation(cifar, content, "w.pt");
    const auto complaint = inputErrorOf([&] { requireSameNormalisation({}, content, "w.pt"); });
    CHECK(complaint.find("scenario.normalise: expected [[0.4914, 0.4822, 0.4465], [0.247, 0.2435, 0.2615]], with which "
                         "the weights of w.pt were trained, got none") != std::string::npos);
    content.metadata[kNormalisationKey] = "none";
    requireSameNormalisation({}, content, "w.pt");
    CHECK_FALSE(inputErrorOf([&] { requireSameNormalisation(cifar, content, "w.pt"); }).empty());
}
