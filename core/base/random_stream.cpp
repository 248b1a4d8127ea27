#include "base/random_stream.h"

#include "base/error.h"

#include <numeric>
#include <sstream>
#include <unordered_map>

namespace lightcl {

std::uint64_t RandomStream::below(std::uint64_t bound) {
    // Values under 2^64 mod bound would make small results likelier; draw again.
    const std::uint64_t threshold = (0 - bound) % bound;
    while (true) {
        const std::uint64_t value = engine_();
        if (value >= threshold) return value % bound;
    }
}

std::vector<std::int64_t> RandomStream::permutation(std::int64_t n) {
    return choose(n, n);
}

std::vector<std::int64_t> RandomStream::choose(std::int64_t count, std::int64_t n) {
    constexpr std::int64_t kFew = 8;
    if (count < n / kFew) return chooseFew(count, n);
    std::vector<std::int64_t> values(static_cast<std::size_t>(n));
    std::iota(values.begin(), values.end(), 0);
    for (std::int64_t i = 0; i < count; ++i) {
        const auto other = i + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(n - i)));
        std::swap(values[static_cast<std::size_t>(i)], values[static_cast<std::size_t>(other)]);
    }
    values.resize(static_cast<std::size_t>(count));
    return values;
}

std::vector<std::int64_t> RandomStream::chooseFew(std::int64_t count, std::int64_t n) {
    std::vector<std::int64_t> values;
    std::unordered_map<std::int64_t, std::int64_t> moved; // by place: what does not stand at its own
    const auto at = [&](std::int64_t place) {
        const auto found = moved.find(place);
        return found == moved.end() ? place : found->second;
    };
    for (std::int64_t i = 0; i < count; ++i) {
        const auto other = i + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(n - i)));
        values.push_back(at(other));
        moved[other] = at(i);
    }
    return values;
}

std::string RandomStream::state() const {
    std::ostringstream out;
    out << engine_;
    return out.str();
}

void RandomStream::setState(const std::string& state) {
    std::istringstream in(state);
    in >> engine_;
    if (!in) throw InputError("checkpoint: expected the state of a random generator, found other text");
}

RandomStream& RandomStreams::operator[](const std::string& name) {
    const auto found = streams_.find(name);
    return found != streams_.end() ? found->second : streams_.emplace(name, fresh(name)).first->second;
}

RandomStream RandomStreams::fresh(const std::string& name) const {
    std::vector<std::uint32_t> words = {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)};
    words.insert(words.end(), name.begin(), name.end());
    std::seed_seq sequence(words.begin(), words.end());
    std::uint32_t halves[2];
    sequence.generate(std::begin(halves), std::end(halves));
    return RandomStream((static_cast<std::uint64_t>(halves[0]) << 32) | halves[1]);
}

std::map<std::string, std::string> RandomStreams::states() const {
    std::map<std::string, std::string> result;
    for (const auto& [name, stream] : streams_) result.emplace(name, stream.state());
    return result;
}

void RandomStreams::setStates(const std::map<std::string, std::string>& states) {
    for (const auto& [name, state] : states) (*this)[name].setState(state);
}

} // namespace lightcl
