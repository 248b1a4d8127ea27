#include "weights/weight_fronts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <tuple>
#include <unordered_map>

namespace lightcl {

namespace {

constexpr std::array<std::string_view, 7> kWrappers = {
    "module", "_orig_mod", "_modules", "_parameters", "_buffers", "_fsdp_wrapped_module", "_checkpoint_wrapped_module"};
constexpr std::array<std::string_view, 10> kCopies = {"ema",     "swa",      "average", "averaged", "avg",
                                                      "teacher", "momentum", "target",  "shadow",   "old"};
constexpr std::string_view kCounter = "num_batches_tracked";

template <typename Words>
bool isOneOf(std::string_view word, const Words& words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isSeparator(char c) {
    return c == '.' || c == '/';
}

/// A part of a name between separators.
struct Part {
    std::size_t start = 0;
    std::string_view text;
};

std::vector<Part> partsOf(std::string_view name) {
    std::vector<Part> parts;
    std::size_t start = 0;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        if (i < name.size() && !isSeparator(name[i])) continue;
        parts.push_back({start, name.substr(start, i - start)});
        start = i + 1;
    }
    return parts;
}

/// "model_ema.module.": parts of letters of which one is the word for a copy.
bool speaksOfCopy(const std::string& front) {
    std::string word;
    for (const char c : front + '.') {
        if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
            word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else if (isOneOf(word, kCopies)) {
            return true;
        } else {
            word.clear();
        }
    }
    return false;
}

/// Of our own checkpoints, what is no network.
bool isOtherState(const std::string& name) {
    return (name.starts_with("state/") && !name.starts_with("state/network/")) || name.starts_with("measurer/");
}

/// The names to look for, and where each leads.
class NameTable {
public:
    NameTable(const std::vector<NetworkTensor>& targets, const NetworkSpec& network) {
        for (std::size_t i = 0; i < targets.size(); ++i) {
            for (const std::string& name : namesElsewhere(targets[i].name, network)) {
                targets_.emplace(name, i);
                mostParts_ = std::max(mostParts_, partsOf(name).size());
                const std::size_t leaf = name.rfind("running_mean");
                if (leaf != std::string::npos) counters_.emplace(name.substr(0, leaf) + std::string(kCounter));
            }
        }
    }
    [[nodiscard]] const std::size_t* target(const std::string& name) const {
        const auto found = targets_.find(name);
        return found == targets_.end() ? nullptr : &found->second;
    }
    [[nodiscard]] bool isCounter(const std::string& name) const { return counters_.contains(name); }
    [[nodiscard]] std::size_t mostParts() const { return mostParts_; }

private:
    std::unordered_map<std::string, std::size_t> targets_;
    std::set<std::string> counters_;
    std::size_t mostParts_ = 0;
};

class FrontFinder {
public:
    FrontFinder(const std::vector<NetworkTensor>& targets, const NetworkSpec& network)
        : targets_(targets), table_(targets, network) {}

    /// Every end of the name that is one of the network's speaks for what stands before it.
    void look(const StoredTensor& tensor) {
        const std::vector<Part> parts = partsOf(tensor.name);
        std::string name;
        std::size_t taken = 0;
        for (std::size_t i = parts.size(); i-- > 0;) {
            if (isOneOf(parts[i].text, kWrappers)) continue;
            if (++taken > table_.mostParts()) return;
            name = name.empty() ? std::string(parts[i].text) : std::string(parts[i].text) + '.' + name;
            if (const std::size_t* target = table_.target(name)) {
                frontAt(tensor.name.substr(0, parts[i].start)).of.emplace(*target, &tensor);
            } else if (table_.isCounter(name)) {
                frontAt(tensor.name.substr(0, parts[i].start)).counters.push_back(&tensor);
            }
        }
    }

    std::vector<WeightFront> finish() {
        for (WeightFront& front : fronts_) count(front);
        std::erase_if(fronts_, [](const WeightFront& front) { return front.of.empty(); });
        const auto rank = [](const WeightFront& front) {
            const std::size_t parts = front.text.empty() ? 0 : partsOf(front.text).size();
            return std::tuple(!front.complete, -static_cast<std::int64_t>(front.of.size()),
                              -static_cast<std::int64_t>(front.fits), speaksOfCopy(front.text), parts);
        };
        std::stable_sort(fronts_.begin(), fronts_.end(),
                         [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
        return std::move(fronts_);
    }

private:
    WeightFront& frontAt(std::string text) {
        const auto [place, isNew] = places_.emplace(std::move(text), fronts_.size());
        if (isNew) fronts_.push_back({place->first, {}, {}, 0, false});
        return fronts_[place->second];
    }

    void count(WeightFront& front) const {
        std::size_t body = 0;
        for (const auto& [target, stored] : front.of) {
            if (!fitsTarget(targets_[target], *stored)) continue;
            ++front.fits;
            if (!targets_[target].head) ++body;
        }
        const auto all =
            std::count_if(targets_.begin(), targets_.end(), [](const auto& target) { return !target.head; });
        front.complete = body == static_cast<std::size_t>(all);
    }

    const std::vector<NetworkTensor>& targets_;
    NameTable table_;
    std::vector<WeightFront> fronts_;
    std::unordered_map<std::string, std::size_t> places_;
};

} // namespace

bool fitsTarget(const NetworkTensor& target, const StoredTensor& stored) {
    return target.shape == stored.shape && isFloating(stored.type);
}

std::vector<WeightFront> frontsOf(const std::vector<NetworkTensor>& targets, const NetworkSpec& network,
                                  const WeightsFile& file) {
    FrontFinder finder(targets, network);
    for (const StoredTensor& tensor : file.tensors) {
        if (!isOtherState(tensor.name)) finder.look(tensor);
    }
    return finder.finish();
}

} // namespace lightcl
