#include "weights/weight_match.h"

#include "base/error.h"
#include "text/printable.h"
#include "weights/head_search.h"
#include "weights/value_check.h"
#include "weights/weight_fronts.h"

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <set>
#include <utility>

namespace lightcl {

namespace {

std::string foundText(const StoredTensor& stored) {
    const std::string shape = shapeText(stored.shape);
    return isFloating(stored.type) ? shape : fmt::format("{} of type {}", shape, stored.typeText());
}

std::string headText(const WeightMatch& match) {
    if (match.hasHead()) {
        return match.headName.empty() ? "the head as well"
                                      : fmt::format("the head as well, from {}", printable(match.headName));
    }
    for (const WeightMatch::Pair& pair : match.otherShape) {
        if (!pair.target.head) continue;
        const std::string name = match.headName.empty() ? pair.target.name : printable(match.headName) + ".weight";
        return fmt::format("the head starts fresh: {} is {} in the file and {} here", name, foundText(*pair.stored),
                           shapeText(pair.target.shape));
    }
    return "the head, which the file lacks, starts fresh";
}

template <typename Tensors>
std::int64_t bodyCount(const Tensors& tensors) {
    return std::count_if(tensors.begin(), tensors.end(), [](const auto& tensor) { return !tensor.head; });
}

std::vector<NetworkTensor> targetsOf(const std::vector<WeightMatch::Pair>& pairs) {
    std::vector<NetworkTensor> targets;
    targets.reserve(pairs.size());
    for (const auto& pair : pairs) targets.push_back(pair.target);
    return targets;
}

/// What a file that has none of the network's names has instead.
std::string nothingFound(const WeightMatch& match) {
    std::vector<std::string> some;
    for (const StoredTensor* stored : match.unexpected) {
        if (some.size() < 3) some.push_back(stored->name);
    }
    const std::string first = match.missing.empty() ? std::string() : match.missing.front().name;
    if (some.empty()) return fmt::format("expected tensors by the network's names, as {}, found none", first);
    const char* more = match.unexpected.size() > some.size() ? ", …" : "";
    return printable(fmt::format("expected tensors by the network's names, as {}, found {} others: {}{}", first,
                                 match.unexpected.size(), fmt::join(some, ", "), more));
}

/// Of a checkpoint, what is no network; of PyTorch's batch-norms, a counter that nothing here uses.
bool isPassedOver(const std::string& name) {
    const bool network = name.starts_with("state/network/");
    const bool checkpoint = name.starts_with("state/") || name.starts_with("measurer/");
    return (checkpoint && !network) || name.ends_with("num_batches_tracked");
}

/// Only of what would be taken: a head that does not match whole starts fresh.
void checkValues(WeightMatch& match, const WeightFront& front) {
    const bool head = match.hasHead();
    const auto check = [&](const StoredTensor& stored) {
        std::string complaint = valueComplaint(stored);
        if (!complaint.empty()) match.impossible.push_back(std::move(complaint));
    };
    for (const WeightMatch::Pair& pair : match.matched) {
        if (head || !pair.target.head) check(*pair.stored);
    }
    for (const StoredTensor* counter : front.counters) check(*counter);
}

} // namespace

std::string shapeText(const std::vector<std::int64_t>& shape) {
    return fmt::format("[{}]", fmt::join(shape, ", "));
}

bool WeightMatch::isUsable() const {
    return bodyCount(missing) + bodyCount(targetsOf(otherShape)) == 0 && impossible.empty();
}

bool WeightMatch::hasHead() const {
    const auto isHead = [](const NetworkTensor& tensor) { return tensor.head; };
    const auto others = targetsOf(otherShape);
    return std::none_of(missing.begin(), missing.end(), isHead) && std::none_of(others.begin(), others.end(), isHead);
}

std::string WeightMatch::summary() const {
    const std::size_t all = matched.size() + otherShape.size() + missing.size();
    std::string text = front.empty() ? std::string() : fmt::format("below \"{}\": ", printable(front));
    text += fmt::format("{} of {} tensors matched, {}", matched.size(), all, headText(*this));
    if (!unexpected.empty()) text += fmt::format("; {} of the file not used", unexpected.size());
    if (otherFronts.empty()) return text;
    const auto shown = std::min<std::size_t>(otherFronts.size(), 3);
    const std::size_t more = otherFronts.size() - shown;
    return text + fmt::format("; whole networks stand below \"{}\"{} as well",
                              printable(fmt::format(
                                  "{}", fmt::join(otherFronts.begin(),
                                                  otherFronts.begin() + static_cast<std::ptrdiff_t>(shown), "\", \""))),
                              more == 0 ? "" : fmt::format(" and {} more", more));
}

std::string WeightMatch::complaint() const {
    if (matched.empty() && otherShape.empty()) return nothingFound(*this);
    const std::int64_t all = bodyCount(missing) + bodyCount(targetsOf(otherShape));
    const std::string more = all > 1 ? fmt::format(", and {} more tensors do not fit", all - 1) : "";
    for (const Pair& pair : otherShape) {
        if (pair.target.head) continue;
        return fmt::format("{}: expected a tensor of shape {}, found {}{}", pair.target.name,
                           shapeText(pair.target.shape), foundText(*pair.stored), more);
    }
    for (const NetworkTensor& tensor : missing) {
        if (tensor.head) continue;
        return fmt::format("{}: expected a tensor of shape {}, found none{}", tensor.name, shapeText(tensor.shape),
                           more);
    }
    if (impossible.empty()) return {};
    const std::size_t others = impossible.size() - 1;
    return printable(impossible.front()) + (others == 0 ? "" : fmt::format(", and so in {} more tensors", others));
}

WeightMatch matchWeights(const NetworkSpec& network, const WeightsFile& file) {
    const auto targets = tensorsOf(network);
    std::vector<WeightFront> fronts = frontsOf(targets, network, file);
    WeightFront best = fronts.empty() ? WeightFront{} : fronts.front();
    WeightMatch match;
    match.front = best.text;
    for (std::size_t i = 1; i < fronts.size(); ++i) {
        if (fronts[i].complete) match.otherFronts.push_back(fronts[i].text);
    }
    match.headName = addHead(best, targets, file);
    std::set<const StoredTensor*> used(best.counters.begin(), best.counters.end());
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto found = best.of.find(i);
        if (found == best.of.end()) {
            match.missing.push_back(targets[i]);
            continue;
        }
        used.insert(found->second);
        const WeightMatch::Pair pair{targets[i], found->second};
        (fitsTarget(targets[i], *found->second) ? match.matched : match.otherShape).push_back(pair);
    }
    for (const StoredTensor& tensor : file.tensors) {
        if (!used.contains(&tensor) && !isPassedOver(tensor.name)) match.unexpected.push_back(&tensor);
    }
    checkValues(match, best);
    return match;
}

WeightMatch requireUsableWeights(const NetworkSpec& network, const WeightsFile& content,
                                 const std::filesystem::path& file) {
    WeightMatch match = matchWeights(network, content);
    if (match.isUsable()) return match;
    throw InputError(fmt::format("{}: {}", file.string(), match.complaint()));
}

} // namespace lightcl
