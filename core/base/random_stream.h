#pragma once

#include <cstdint>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace lightcl {

/// A seeded source of random draws whose results are the same on every platform (the standard fixes mt19937_64, not its
/// distributions) and whose state can be saved as text.
class RandomStream {
public:
    explicit RandomStream(std::uint64_t seed = 0) : engine_(seed) {}

    /// Uniform in {0, …, bound-1}, bound >= 1, without bias.
    std::uint64_t below(std::uint64_t bound);
    /// A permutation of 0 … n-1 (Fisher-Yates).
    std::vector<std::int64_t> permutation(std::int64_t n);
    /// `count` different values of 0 … n-1, count <= n (the first draws of Fisher-Yates).
    std::vector<std::int64_t> choose(std::int64_t count, std::int64_t n);
    /// A seed for another generator.
    std::uint64_t next() { return engine_(); }

    [[nodiscard]] std::string state() const;
    void setState(const std::string& state); ///< throws InputError for text that is no state

private:
    /// The same draws and the same values as choose(), in memory for `count` instead of n.
    std::vector<std::int64_t> chooseFew(std::int64_t count, std::int64_t n);

    std::mt19937_64 engine_;
};

/// The named streams of one run: each has its own seed, so that drawing more from one leaves the others as they were.
class RandomStreams {
public:
    explicit RandomStreams(std::uint64_t seed) : seed_(seed) {}

    /// The stream of that name, made from the run's seed and the name at first use; stays valid.
    RandomStream& operator[](const std::string& name);
    /// A stream as operator[] gives it at first use, whatever has been drawn from that one since.
    [[nodiscard]] RandomStream fresh(const std::string& name) const;

    [[nodiscard]] std::map<std::string, std::string> states() const;
    void setStates(const std::map<std::string, std::string>& states);

private:
    std::uint64_t seed_;
    std::map<std::string, RandomStream> streams_;
};

} // namespace lightcl
