#include "data/image_set.h"

#include "data/image_error.h"
#include "data/image_file.h"
#include "data/picture.h"
#include "weights/check_sum.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <span>
#include <thread>

namespace lightcl {

namespace {

/// Shares the images out to threads: each takes the next one that nobody has taken. Every image's pixels and failure
/// have a place of their own, so that the threads meet at the counter alone.
class Decoding {
public:
    Decoding(const ImageList& list, const ImageLook& look)
        : root_(list.root), look_(look), entries_(list.train), failures_(list.train.size() + list.test.size()) {
        entries_.insert(entries_.end(), list.test.begin(), list.test.end());
        images_ = torch::empty({std::ssize(entries_), Picture::kChannels, look.size, look.size}, torch::kUInt8);
    }

    void run(unsigned threads) {
        std::vector<std::exception_ptr> errors(std::max(threads, 1U));
        {
            std::vector<std::jthread> workers;
            workers.reserve(errors.size());
            for (auto& error : errors) workers.emplace_back([this, &error] { work(error); });
        }
        for (const auto& error : errors)
            if (error) std::rethrow_exception(error);
    }

    [[nodiscard]] const std::vector<ImageEntry>& entries() const { return entries_; }
    /// Why an image could not be read; empty when it was.
    [[nodiscard]] const std::string& failure(std::size_t index) const { return failures_[index]; }
    [[nodiscard]] const torch::Tensor& images() const { return images_; }

private:
    void work(std::exception_ptr& error) {
        try {
            for (auto index = next_++; index < entries_.size(); index = next_++) decode(index);
        } catch (...) {
            error = std::current_exception();
            next_ = entries_.size(); // the others need not go on
        }
    }

    void decode(std::size_t index) {
        const auto bytes = static_cast<std::size_t>(Picture::kChannels * look_.size * look_.size);
        const std::span pixels(images_.data_ptr<std::uint8_t>() + index * bytes, bytes);
        try {
            readImageFile(root_ / entries_[index].path, look_, pixels);
        } catch (const ImageError& error) {
            failures_[index] = error.what();
        }
    }

    std::filesystem::path root_;
    ImageLook look_;
    std::vector<ImageEntry> entries_;
    std::vector<std::string> failures_;
    torch::Tensor images_;
    std::atomic<std::size_t> next_ = 0;
};

} // namespace

std::uint32_t checkOf(const ImageSet& set) {
    const auto bytesOf = [](const auto* values, const torch::Tensor& tensor) {
        return std::as_bytes(std::span(values, static_cast<std::size_t>(tensor.numel())));
    };
    CheckSum sum;
    sum.add(bytesOf(set.labels.data_ptr<std::int64_t>(), set.labels));
    sum.add(bytesOf(set.images.data_ptr<std::uint8_t>(), set.images));
    return sum.value();
}

ImageSet decodeImages(const ImageList& list, const ImageLook& look, unsigned threads,
                      std::vector<UnreadableImage>& unreadable) {
    Decoding decoding(list, look);
    decoding.run(threads);
    std::vector<std::int64_t> read, labels;
    ImageSet set;
    for (std::size_t index = 0; index < decoding.entries().size(); ++index) {
        const ImageEntry& entry = decoding.entries()[index];
        if (!decoding.failure(index).empty()) {
            unreadable.push_back({entry.path, decoding.failure(index)});
            ++set.leftOut;
            continue;
        }
        read.push_back(static_cast<std::int64_t>(index));
        labels.push_back(entry.label);
        if (index < list.train.size()) ++set.train;
    }
    set.images =
        set.leftOut == 0 ? decoding.images() : decoding.images().index_select(0, torch::tensor(read, torch::kInt64));
    set.labels = torch::tensor(labels, torch::kInt64);
    set.check = checkOf(set);
    return set;
}

} // namespace lightcl
