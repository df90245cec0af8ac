// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cstring>
#include <vector>

#include <weft/kernels/rows.hpp>
#include <weft/random/random.hpp>

namespace {

using weft::kernels::Index;
using weft::kernels::panel_width;
using weft::kernels::View;

template <class Scalar> std::vector<Scalar> random_numbers(Index count, weft::Rng& rng) {
  std::vector<Scalar> numbers(static_cast<std::size_t>(count));
  for (Scalar& x : numbers) x = static_cast<Scalar>(rng.uniform(-1, 1));
  return numbers;
}

template <class Scalar> bool same_bits(const std::vector<Scalar>& a, const std::vector<Scalar>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(Scalar)) == 0;
}

/// Adding in order is one definite result, so the comparison is of bits.
template <class Scalar> void check_scatter_add(Index panels, Index rows, Index targets) {
  weft::Rng rng(static_cast<std::uint64_t>(100 * panels + rows));
  const Index columns = panels * panel_width<Scalar>, stride = columns + 3;
  const auto from = random_numbers<Scalar>(rows * stride + 1, rng);
  std::vector<int> index;
  for (Index r = 0; r < rows; ++r) index.push_back(static_cast<int>(rng.below(static_cast<std::uint64_t>(targets))));
  auto to = random_numbers<Scalar>(targets * columns + 1, rng), expected = to;
  for (Index r = 0; r < rows; ++r)
    for (Index k = 0; k < columns; ++k)
      expected[static_cast<std::size_t>(index[static_cast<std::size_t>(r)] * columns + k)] +=
          from[static_cast<std::size_t>(r * stride + k)];
  weft::kernels::scatter_add(View<const Scalar>(from.data(), rows, columns, stride), index.data(), to.data());
  CHECK(same_bits(to, expected));
}

template <class Scalar> void check_add_rows(Index panels, Index rows) {
  weft::Rng rng(static_cast<std::uint64_t>(100 * panels + rows));
  const Index columns = panels * panel_width<Scalar>;
  const auto from = random_numbers<Scalar>(rows * columns, rng);
  auto sum = random_numbers<Scalar>(columns + 1, rng), expected = sum;
  for (Index r = 0; r < rows; ++r)
    for (Index k = 0; k < columns; ++k)
      expected[static_cast<std::size_t>(k)] += from[static_cast<std::size_t>(r * columns + k)];
  weft::kernels::add_rows(View<const Scalar>(from.data(), rows, columns), sum.data());
  CHECK(same_bits(sum, expected));
}

}  // namespace

TEST_CASE("scatter_add adds each row where its index says, in order, and writes nothing else") {
  for (const Index panels : {1, 2, 5})
    for (const Index rows : {0, 1, 2, 17, 100})
      for (const Index targets : {1, 4}) {
        check_scatter_add<float>(panels, rows, targets);
        check_scatter_add<double>(panels, rows, targets);
      }
}

TEST_CASE("add_rows adds all rows, in order, and writes nothing else") {
  for (const Index panels : {1, 2, 5})
    for (const Index rows : {0, 1, 2, 17, 100}) {
      check_add_rows<float>(panels, rows);
      check_add_rows<double>(panels, rows);
    }
}
