#include "base/error.h"
#include "data/image_cache.h"
#include "data/load_images.h"
#include "support/catch.h"
#include "support/image_files.h"
#include "support/message_of.h"
#include "support/temporary_folder.h"

#include <chrono>
#include <fmt/format.h>
#include <set>

using namespace lightcl;
using namespace lightcl::test;

namespace fs = std::filesystem;

namespace {

/// Two classes of three images to train on and one to test on, each of one grey of its own: 10, 20, … 80.
class Photos {
public:
    Photos() {
        std::uint8_t grey = 10;
        for (const auto* name : {"train/a/1.png", "train/a/2.png", "train/a/3.png", "train/b/1.png", "train/b/2.png",
                                 "train/b/3.png", "test/a/1.png", "test/b/1.png"}) {
            write(name, grey);
            grey = static_cast<std::uint8_t>(grey + 10);
        }
    }

    void write(const fs::path& name, std::uint8_t grey) const {
        fs::create_directories((root() / name).parent_path());
        writeBytes(root() / name, pngBytes(plain(4, 4, {grey})));
    }
    [[nodiscard]] ImageList list(double heldOut = 0) const { return imageFolderList(root(), heldOut); }
    Dataset load(bool skip = false, double heldOut = 0) const {
        return loadImages(list(heldOut), {.size = 4}, skip, caches());
    }
    [[nodiscard]] ImageCache cache(const ImageLook& look = {.size = 4}) const { return {caches(), list(), look}; }
    [[nodiscard]] fs::path root() const { return folder_ / "photos"; }
    [[nodiscard]] fs::path caches() const { return folder_ / "caches"; }

private:
    TemporaryFolder folder_;
};

/// Each image's grey.
std::vector<int> greys(const Split& split) {
    std::vector<int> result;
    for (std::int64_t i = 0; i < split.images.size(0); ++i) {
        CHECK(split.images[i].min().item<int>() == split.images[i].max().item<int>());
        result.push_back(split.images[i][0][0][0].item<int>());
    }
    return result;
}

using Greys = std::vector<int>;

} // namespace

TEST_CASE("Images are decoded in the list's order and loaded from the cache afterwards") {
    const Photos photos;
    CHECK_FALSE(photos.cache().load());
    for (const bool cached : {false, true}) {
        INFO("from the cache: " << cached);
        CHECK(photos.cache().load().has_value() == cached);
        const auto data = photos.load();
        CHECK(greys(data.train) == Greys{10, 20, 30, 40, 50, 60});
        CHECK(torch::equal(data.train.labels, torch::tensor({0, 0, 0, 1, 1, 1}, torch::kInt64)));
        CHECK(greys(data.test) == Greys{70, 80});
        CHECK(data.train.images.sizes() == torch::IntArrayRef{6, 3, 4, 4});
        CHECK(data.leftOut == 0);
    }
}

TEST_CASE("What is cached is what is loaded, and writing into it harms neither") {
    const Photos photos;
    photos.load();
    const auto kept = readBytes(photos.cache().file());
    // A cache that says something else than the files shows that it is read; its check sums must fit.
    auto set = photos.cache().load();
    REQUIRE(set);
    set->images.fill_(77);
    CHECK(readBytes(photos.cache().file()) == kept);
    photos.cache().store(*set);
    CHECK(greys(photos.load().test) == Greys{77, 77});
}

TEST_CASE("A cache of other images is not used, and replaced") {
    const Photos photos;
    photos.load();
    SECTION("an image changed") {
        photos.write("test/b/1.png", 123);
        fs::last_write_time(photos.root() / "test/b/1.png", fs::file_time_type::clock::now() + std::chrono::hours(1));
        CHECK(greys(photos.load().test) == Greys{70, 123});
    }
    SECTION("an image came") {
        photos.write("test/a/2.png", 75);
        CHECK(greys(photos.load().test) == Greys{70, 75, 80});
    }
    SECTION("an image went") {
        fs::remove(photos.root() / "train/a/1.png");
        CHECK(greys(photos.load().train) == Greys{20, 30, 40, 50, 60});
    }
    SECTION("another share is held out") {
        CHECK(greys(photos.load(false, 0.4).train) == Greys{10, 40});
        CHECK(greys(photos.load(false, 0.4).test) == Greys{20, 30, 50, 60});
    }
    CHECK(std::distance(fs::directory_iterator(photos.caches()), fs::directory_iterator()) == 1);
}

TEST_CASE("A damaged cache is not used, and mended") {
    const Photos photos;
    photos.load();
    const auto file = photos.cache().file();
    const auto whole = readBytes(file);
    const auto check = [&] {
        CHECK_FALSE(photos.cache().load());
        CHECK(greys(photos.load().test) == Greys{70, 80});
        CHECK(readBytes(file) == whole);
    };
    for (std::size_t place = 0; place < whole.size(); place += 13) {
        INFO("byte " << place << " of " << whole.size());
        auto damaged = whole;
        damaged[place] = static_cast<char>(damaged[place] ^ 0x10);
        writeBytes(file, damaged);
        CHECK_FALSE(photos.cache().load());
    }
    for (const std::size_t length : {std::size_t{0}, std::size_t{1}, std::size_t{96}, whole.size() - 1}) {
        writeBytes(file, whole.substr(0, length));
        CHECK_FALSE(photos.cache().load());
    }
    writeBytes(file, whole + "x");
    check();
    fs::remove(file);
    fs::create_directory(file);
    CHECK_FALSE(photos.cache().load());
}

TEST_CASE("Without a place for the cache, images are loaded all the same") {
    const Photos photos;
    writeBytes(photos.root() / "file", "");
    for (const auto& caches : {fs::path(), photos.root() / "file", fs::path("/proc/nowhere")}) {
        CHECK(greys(loadImages(photos.list(), {.size = 4}, false, caches).test) == Greys{70, 80});
    }
}

TEST_CASE("Unreadable images are named, ten at most, and keep the run from starting") {
    const Photos photos;
    writeBytes(photos.root() / "train/a/2.png", "no picture");
    CHECK(messageOf<InputError>([&] { photos.load(); }) ==
          photos.root().string() +
              ": expected images that can be read, found 1 of 8 that cannot: train/a/2.png (neither "
              "JPEG nor PNG); scenario.skip_unreadable = true leaves them out");
    for (int i = 0; i < 14; ++i) writeBytes(photos.root() / fmt::format("test/b/x\n{:02}.jpg", i), "");
    const auto message = messageOf<InputError>([&] { photos.load(); });
    CHECK(contains(message, "found 15 of 22 that cannot: train/a/2.png ("));
    CHECK(contains(message, "test/b/x<U+000A>08.jpg (empty) and 5 more;"));
    CHECK_FALSE(contains(message, "\n"));
    CHECK_FALSE(fs::exists(photos.cache().file()));
}

TEST_CASE("Unreadable images are left out on request, from the cache too, and only then") {
    const Photos photos;
    writeBytes(photos.root() / "train/a/2.png", "no picture");
    writeBytes(photos.root() / "test/b/0.jpg", "\xff\xd8\xff");
    for (int attempt = 0; attempt < 2; ++attempt) {
        const auto data = photos.load(true);
        CHECK(greys(data.train) == Greys{10, 30, 40, 50, 60});
        CHECK(torch::equal(data.train.labels, torch::tensor({0, 0, 1, 1, 1}, torch::kInt64)));
        CHECK(greys(data.test) == Greys{70, 80});
        CHECK(data.leftOut == 2);
    }
    CHECK(contains(messageOf<InputError>([&] { photos.load(); }), "found 2 of 9 that cannot"));
}

TEST_CASE("At least one image to train and to test on must be left") {
    const Photos photos;
    for (const auto* name : {"test/a/1.png", "test/b/1.png"}) writeBytes(photos.root() / name, "");
    CHECK(contains(messageOf<InputError>([&] { photos.load(true); }), "that can be read, found 6 and 0"));
}

TEST_CASE("Any number of threads decodes the same") {
    const Photos photos;
    std::vector<UnreadableImage> unreadable;
    const auto one = decodeImages(photos.list(), {.size = 4}, 1, unreadable);
    const auto many = decodeImages(photos.list(), {.size = 4}, 7, unreadable);
    CHECK(torch::equal(one.images, many.images));
    CHECK(torch::equal(one.labels, many.labels));
    CHECK(one.train == 6);
    CHECK(unreadable.empty());
}

TEST_CASE("A folder's digest tells other images and other classes, and not where they were read from") {
    const Photos photos;
    const auto first = photos.load().digest; // decoded
    CHECK(photos.load().digest == first);    // from the cache
    SECTION("an image") {
        photos.write("train/a/1.png", 11);
        fs::last_write_time(photos.root() / "train/a/1.png", fs::file_time_type::clock::now() + std::chrono::hours(1));
        CHECK(photos.load().digest != first);
    }
    SECTION("the name of a class, in the same order") {
        fs::rename(photos.root() / "train/b", photos.root() / "train/c");
        fs::rename(photos.root() / "test/b", photos.root() / "test/c");
        CHECK(photos.load().digest != first);
    }
}

TEST_CASE("Images that are fitted or turned otherwise have a digest and a cache of their own") {
    const Photos photos;
    const std::vector<ImageLook> looks = {{.size = 4},
                                          {.size = 5},
                                          {.size = 4, .fit = ImageFit::Crop},
                                          {.size = 4, .fit = ImageFit::Pad},
                                          {.size = 4, .upright = false}};
    std::set<std::string> digests;
    std::set<fs::path> files;
    for (const ImageLook& look : looks) {
        CHECK(digests.insert(digestOf(photos.list(), look)).second);
        CHECK(files.insert(photos.cache(look).file()).second);
        loadImages(photos.list(), look, false, photos.caches());
    }
    for (const ImageLook& look : looks) CHECK(photos.cache(look).load());
}

TEST_CASE("Images of kinds that are not read are counted with those left out") {
    const Photos photos;
    writeBytes(photos.root() / "train/a/4.webp", "x");
    writeBytes(photos.root() / "test/b/1.HEIC", "x");
    writeBytes(photos.root() / "train/a/2.png", "no picture");
    const auto list = imageFolderList(photos.root(), 0, true);
    CHECK(list.passedOver == 2);
    for (int attempt = 0; attempt < 2; ++attempt)
        CHECK(loadImages(list, {.size = 4}, true, photos.caches()).leftOut == 3);
    CHECK(contains(messageOf<InputError>([&] { photos.load(); }), "found 2 of other kinds (.heic, .webp)"));
}
