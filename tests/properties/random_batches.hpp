// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/packed_sequence.hpp>
#include <weft/random/random.hpp>

/// Batches of every form there is, from a seed.
namespace weft::testing {

/// At least `least`, at most `most`, small ones more often.
inline Index some(Rng& rng, Index least, Index most) {
  const auto range = static_cast<std::uint64_t>(most - least + 1);
  return least + static_cast<Index>(rng.below(rng.below(range) + 1));
}

/// The lengths of a batch: ragged, equal, all of one step, or with empty ones among them; or all empty, or none.
inline std::vector<Index> random_lengths(Rng& rng, Index longest) {
  std::vector<Index> lengths(static_cast<std::size_t>(some(rng, 0, 20)));
  const auto form = rng.below(6);
  const Index same = form == 0 ? some(rng, 0, longest) : 1;
  for (Index& length : lengths) length = form <= 1 ? same : some(rng, form <= 3 ? 1 : 0, longest);
  return lengths;
}

/// Features for a packed batch. Shared: rows are stored once and indexed, and most sequences end with a run of the
/// first one, as padding that is not masked does.
enum class Storage { own_rows, shared_rows, shared_tails };

template <class Scalar>
PackedSequence<Scalar> random_batch(Rng& rng, const std::vector<Index>& lengths, Index features, Storage storage) {
  PackedSequence<Scalar> x;
  x.packing.assign(lengths);
  const Index rows = x.packing.rows();
  const Index stored = storage == Storage::own_rows ? rows : std::min(rows, some(rng, 1, 9));
  x.values.resize(stored, features);
  for (Index k = 0; k < stored * features; ++k) x.values.data()[k] = static_cast<Scalar>(rng.uniform(-1, 1));
  if (storage == Storage::own_rows) return x;
  for (Index r = 0; r < rows; ++r) x.index.push_back(static_cast<int>(rng.below(static_cast<std::uint64_t>(stored))));
  if (storage == Storage::shared_rows) return x;
  for (Index k = 0; k < x.packing.batch(); ++k)
    for (Index t = some(rng, 0, x.packing.length(k)); t < x.packing.length(k); ++t)
      x.index[static_cast<std::size_t>(x.packing.row(t, k))] = 0;
  return x;
}

/// How far two runs of numbers are apart, relative to the largest of those expected, or to 1 where they are smaller.
/// Infinite where one is NaN.
class Distance {
 public:
  template <class Scalar> void add(Scalar given, double expected) {
    const double apart = std::abs(static_cast<double>(given) - expected);
    worst_ = std::isnan(apart) ? std::numeric_limits<double>::infinity() : std::max(worst_, apart);
    size_ = std::max(size_, std::abs(expected));
  }
  double value() const { return worst_ / size_; }

 private:
  double worst_ = 0, size_ = 1;
};

}  // namespace weft::testing
