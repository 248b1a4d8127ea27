#include "base/sha1.h"

#include <bit>
#include <cstring>

namespace lightcl {

namespace {

constexpr std::size_t kBlockBytes = 64;
using Sha1State = std::array<std::uint32_t, 5>;

std::uint32_t bigEndianWord(const std::uint8_t* bytes) {
    return std::uint32_t{bytes[0]} << 24 | std::uint32_t{bytes[1]} << 16 | std::uint32_t{bytes[2]} << 8 | bytes[3];
}

void addBlock(Sha1State& state, const std::uint8_t* block) {
    std::array<std::uint32_t, 80> words{};
    for (std::size_t t = 0; t < 16; ++t) words[t] = bigEndianWord(block + 4 * t);
    for (std::size_t t = 16; t < words.size(); ++t)
        words[t] = std::rotl(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1);
    auto [a, b, c, d, e] = state;
    for (std::size_t t = 0; t < words.size(); ++t) {
        std::uint32_t mixed = (b & c) | (~b & d);
        std::uint32_t constant = 0x5a827999;
        if (t >= 60) {
            mixed = b ^ c ^ d;
            constant = 0xca62c1d6;
        } else if (t >= 40) {
            mixed = (b & c) | (b & d) | (c & d);
            constant = 0x8f1bbcdc;
        } else if (t >= 20) {
            mixed = b ^ c ^ d;
            constant = 0x6ed9eba1;
        }
        const std::uint32_t next = std::rotl(a, 5) + mixed + e + constant + words[t];
        e = d;
        d = c;
        c = std::rotl(b, 30);
        b = a;
        a = next;
    }
    state = {state[0] + a, state[1] + b, state[2] + c, state[3] + d, state[4] + e};
}

} // namespace

std::array<std::uint8_t, 20> sha1(std::span<const std::byte> bytes) {
    Sha1State state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0};
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    const std::size_t whole = bytes.size() / kBlockBytes * kBlockBytes;
    for (std::size_t at = 0; at < whole; at += kBlockBytes) addBlock(state, data + at);
    // The rest, a one bit, zeros, and the length in bits: one block, or two.
    std::array<std::uint8_t, 2 * kBlockBytes> end{};
    const std::size_t rest = bytes.size() - whole;
    if (rest > 0) std::memcpy(end.data(), data + whole, rest);
    end[rest] = 0x80;
    const std::size_t length = rest + 1 + 8 <= kBlockBytes ? kBlockBytes : 2 * kBlockBytes;
    const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
    for (std::size_t i = 0; i < 8; ++i) end[length - 1 - i] = static_cast<std::uint8_t>(bits >> (8 * i));
    for (std::size_t at = 0; at < length; at += kBlockBytes) addBlock(state, end.data() + at);
    std::array<std::uint8_t, 20> digest{};
    for (std::size_t i = 0; i < digest.size(); ++i)
        digest[i] = static_cast<std::uint8_t>(state[i / 4] >> (24 - 8 * (i % 4)));
    return digest;
}

} // namespace lightcl
