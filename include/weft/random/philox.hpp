// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>

/// Random numbers that are functions of where they are used, and no state.
namespace weft {

/// Philox4x32-10 of Salmon, Moraes, Dror & Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3": four 32-bit words
/// for each counter and key. Any two counters, and any two keys, give words that have nothing to do with each other.
/// It is integer arithmetic alone, and so the same on every platform.
using PhiloxCounter = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

constexpr PhiloxCounter philox4x32(PhiloxCounter counter, PhiloxKey key) {
  constexpr std::uint64_t multiplier_0 = 0xD2511F53, multiplier_1 = 0xCD9E8D57;
  constexpr std::uint32_t weyl_0 = 0x9E3779B9, weyl_1 = 0xBB67AE85;
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t a = multiplier_0 * counter[0], b = multiplier_1 * counter[2];
    counter = {static_cast<std::uint32_t>(b >> 32) ^ counter[1] ^ key[0], static_cast<std::uint32_t>(b),
               static_cast<std::uint32_t>(a >> 32) ^ counter[3] ^ key[1], static_cast<std::uint32_t>(a)};
    key = {key[0] + weyl_0, key[1] + weyl_1};
  }
  return counter;
}

/// The same for numbers of 64 bits, the lower half of each first.
constexpr PhiloxCounter philox4x32(std::uint64_t low, std::uint64_t high, std::uint64_t key) {
  const auto half = [](std::uint64_t whole, int shift) { return static_cast<std::uint32_t>(whole >> shift); };
  return philox4x32({half(low, 0), half(low, 32), half(high, 0), half(high, 32)}, {half(key, 0), half(key, 32)});
}

/// Where a layer's random numbers come from in one pass.
struct RandomSource {
  std::uint64_t seed = 0;   ///< of the whole training
  std::uint64_t step = 0;   ///< of the training: how many the optimizer has made before this pass
  std::uint64_t layer = 0;  ///< tells the layers of a model apart

  /// That of the k-th part of a layer that is made of others. A part's number is made of those on the way to it, so
  /// that no two layers of a model have the same, however they are nested.
  [[nodiscard]] constexpr RandomSource part(std::uint64_t k) const { return {seed, step, mixed(k, 0, layer)}; }

  /// The key of the numbers that are drawn from here: seed, step and layer in 64 bits.
  [[nodiscard]] constexpr std::uint64_t key() const { return mixed(step, layer, seed); }

  friend constexpr bool operator==(const RandomSource&, const RandomSource&) = default;

 private:
  static constexpr std::uint64_t mixed(std::uint64_t low, std::uint64_t high, std::uint64_t key) {
    const PhiloxCounter words = philox4x32(low, high, key);
    return words[0] | std::uint64_t{words[1]} << 32;
  }
};

/// The random numbers of one layer in one pass: one for each example and position. What it gives depends on nothing but
/// its arguments and the source: not on the order of calls, on threads, or on the other examples of the batch.
///
///   key      the first two words of Philox with the counter (step, layer) and the key seed, 64 bits each
///   counter  position / 4 in the lower, the example in the upper 64 bits
///   word     position % 4 of the four that Philox makes of them
///
/// An example is a sequence's or a row's number in the caller's order (Packing::order), not the packed one. A position
/// is what the layer makes it: feature, or step * features + feature.
class RandomNumbers {
 public:
  constexpr explicit RandomNumbers(const RandomSource& source) : key_(source.key()) {}

  /// Uniform over [0, 1), a multiple of 2^-32.
  [[nodiscard]] constexpr double uniform(std::uint64_t example, std::uint64_t position) const {
    return as_uniform(philox4x32(position / 4, example, key_)[position % 4]);
  }

  /// The four numbers at positions 4 block, ..., 4 block + 3, in the time of one.
  [[nodiscard]] constexpr std::array<double, 4> uniform_block(std::uint64_t example, std::uint64_t block) const {
    const PhiloxCounter words = philox4x32(block, example, key_);
    return {as_uniform(words[0]), as_uniform(words[1]), as_uniform(words[2]), as_uniform(words[3])};
  }

 private:
  static constexpr double as_uniform(std::uint32_t word) { return static_cast<double>(word) * 0x1p-32; }

  std::uint64_t key_;
};

}  // namespace weft
