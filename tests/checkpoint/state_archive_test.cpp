#include "base/error.h"
#include "checkpoint/state_archive.h"
#include "support/catch.h"
#include "support/message_of.h"

#include <limits>

using namespace lightcl;
using namespace lightcl::test;

TEST_CASE("What is put into a part of an archive stands under its name") {
    TensorFile file;
    const StateArchive whole(file, "");
    StateArchive part = whole.part("method").part("buffer");
    part.put("images", torch::ones({2}));
    part.put("seen", std::int64_t{-7});
    part.put("name", std::string("ring"));
    part.put("nothing", torch::Tensor{});
    CHECK(file.tensors.size() == 1);
    CHECK(torch::equal(whole.tensor("method/buffer/images"), torch::ones({2})));
    CHECK(whole.part("method").integer("buffer/seen") == -7);
    CHECK(part.text("name") == "ring");
    CHECK(part.has("seen"));
    CHECK(part.has("images"));
    CHECK_FALSE(part.has("nothing"));
    CHECK_FALSE(part.tensor("nothing").defined());
    part.put("seen", std::int64_t{8});
    CHECK(part.integer("seen") == 8);
}

TEST_CASE("Numbers come back exactly") {
    TensorFile file;
    StateArchive archive(file, "");
    for (const double number :
         {0.1 + 0.2, 1e-300, -0.0, 5e-324, std::numeric_limits<double>::max(), 12345678901234567.0}) {
        archive.put("number", number);
        CHECK(archive.number("number") == number);
    }
}

TEST_CASE("An entry that is missing or of another kind is named") {
    TensorFile file;
    StateArchive archive(file, "state/");
    archive.put("word", std::string("many"));
    archive.put("weights", torch::zeros({2, 3}));
    CHECK(contains(messageOf<InputError>([&] { static_cast<void>(archive.text("none")); }), "state/none"));
    CHECK(contains(messageOf<InputError>([&] { static_cast<void>(archive.integer("word")); }), "state/word"));
    CHECK(contains(messageOf<InputError>([&] { static_cast<void>(archive.number("word")); }), "found many"));
    archive.put("more", std::string("12 apples"));
    CHECK(contains(messageOf<InputError>([&] { static_cast<void>(archive.integer("more")); }), "12 apples"));
    CHECK(contains(messageOf<InputError>([&] { archive.copyInto("absent", torch::zeros({1})); }), "state/absent"));
    const std::string shapes = messageOf<InputError>([&] { archive.copyInto("weights", torch::zeros({3, 2})); });
    CHECK(contains(shapes, "[3, 2]"));
    CHECK(contains(shapes, "[2, 3]"));
}

TEST_CASE("Values are copied into a tensor that is trained") {
    TensorFile file;
    StateArchive archive(file, "");
    archive.put("w", torch::full({2}, 3.0F));
    const torch::Tensor target = torch::zeros({2}).set_requires_grad(true);
    archive.copyInto("w", target);
    CHECK(torch::equal(target.detach(), torch::full({2}, 3.0F)));
    CHECK(target.requires_grad());
}
