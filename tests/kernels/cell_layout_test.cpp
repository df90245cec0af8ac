// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/core/detail/exactly.hpp>
#include <weft/kernels/cell_layout.hpp>
#include <weft/random/random.hpp>

namespace {

using weft::Buffer;
using weft::Index;
using weft::detail::is_exactly;
using weft::kernels::GateOrder;
using weft::kernels::interleaved_column;
using weft::kernels::padded;
using weft::kernels::View;

constexpr GateOrder<4> all_four{0, 1, 2, 3};
constexpr GateOrder<3> turned{2, 0, 1};
constexpr GateOrder<2> first_two{0, 1};

/// [rows x gates units], each number another one and none zero.
std::vector<double> counted(Index size) {
  std::vector<double> numbers;
  for (Index k = 0; k < size; ++k) numbers.push_back(static_cast<double>(k + 1));
  return numbers;
}

/// Calls visit(row, panel, unit).
template <std::size_t Panels>
void for_each_weight(const GateOrder<Panels>&, Index rows, Index units, const auto& visit) {
  for (Index row = 0; row < rows; ++row)
    for (std::size_t panel = 0; panel < Panels; ++panel)
      for (Index unit = 0; unit < units; ++unit) visit(row, panel, unit);
}

std::ptrdiff_t zeros_in(const Buffer<double>& numbers) {
  return std::count_if(numbers.data(), numbers.data() + numbers.size(), [](double x) { return is_exactly(x, 0); });
}

template <std::size_t Panels> void check_interleave(const GateOrder<Panels>& order, Index gates) {
  constexpr auto panels = static_cast<Index>(Panels);
  for (const Index units : {1, 7, 8, 9, 16, 17, 40})
    for (const Index rows : {0, 1, 5}) {
      const auto weights = counted(rows * gates * units);
      const View<const double> in_order(weights.data(), rows, gates * units);
      Buffer<double> interleaved;
      weft::kernels::interleave(in_order, order, units, interleaved);
      REQUIRE(interleaved.size() == rows * panels * padded<double>(units));
      CHECK(zeros_in(interleaved) == rows * panels * (padded<double>(units) - units));
      for_each_weight(order, rows, units, [&](Index row, std::size_t panel, Index unit) {
        CHECK(interleaved[row * panels * padded<double>(units) +
                          interleaved_column<double>(panels, static_cast<Index>(panel), unit)] ==
              in_order(row, order[panel] * units + unit));
      });
    }
}

template <std::size_t Panels> void check_blocks(const GateOrder<Panels>& order, Index gates) {
  constexpr auto panels = static_cast<Index>(Panels);
  constexpr Index width = weft::kernels::panel_width<double>;
  for (const Index units : {1, 7, 8, 9, 16, 17, 40})
    for (const Index rows : {0, 1, 5}) {
      const auto weights = counted(rows * gates * units);
      const View<const double> in_order(weights.data(), rows, gates * units);
      Buffer<double> blocks;
      weft::kernels::pack_blocks(in_order, order, units, blocks);
      REQUIRE(blocks.size() == rows * panels * padded<double>(units));
      CHECK(zeros_in(blocks) == rows * panels * (padded<double>(units) - units));
      for_each_weight(order, rows, units, [&](Index row, std::size_t panel, Index unit) {
        const Index block = unit / width * rows * panels * width;
        CHECK(blocks[block + (row * panels + static_cast<Index>(panel)) * width + unit % width] ==
              in_order(row, order[panel] * units + unit));
      });
    }
}

/// The same where two rows are stored together; an odd row's neighbour is zero.
void check_pairs_of_rows() {
  constexpr Index width = weft::kernels::panel_width<float>, panels = 3, rows = 5, units = 17;
  std::vector<float> numbers;
  for (int k = 0; k < rows * 3 * units; ++k) numbers.push_back(static_cast<float>(1 + k % 128));
  const View<const float> weights(numbers.data(), rows, 3 * units);
  Buffer<weft::bfloat16> blocks;
  weft::kernels::pack_blocks(weights, turned, units, blocks);
  REQUIRE(blocks.size() == 6 * panels * padded<float>(units));
  Index zeros = 0;
  for (Index k = 0; k < blocks.size(); ++k) zeros += is_exactly(static_cast<float>(blocks[k]), 0) ? 1 : 0;
  CHECK(zeros == blocks.size() - rows * panels * units);
  for_each_weight(turned, rows, units, [&](Index row, std::size_t panel, Index unit) {
    const Index block = unit / width * 6 * panels * width,
                pair = block + (row / 2 * panels + static_cast<Index>(panel)) * width * 2;
    CHECK(static_cast<float>(blocks[pair + unit % width * 2 + row % 2]) == weights(row, turned[panel] * units + unit));
  });
}

}  // namespace

TEST_CASE("interleaved columns are a panel of each gate after another") {
  CHECK(interleaved_column<float>(4, 0, 0) == 0);
  CHECK(interleaved_column<float>(4, 0, 15) == 15);
  CHECK(interleaved_column<float>(4, 1, 0) == 16);
  CHECK(interleaved_column<float>(4, 3, 15) == 63);
  CHECK(interleaved_column<float>(4, 0, 16) == 64);
  CHECK(interleaved_column<float>(3, 0, 16) == 48);
  CHECK(interleaved_column<float>(1, 0, 16) == 16);
  CHECK(interleaved_column<double>(4, 2, 9) == 32 + 16 + 1);
}

TEST_CASE("interleave brings each gate to its panel and pads with zeros") {
  check_interleave(all_four, 4);
  check_interleave(turned, 3);
  check_interleave(first_two, 3);
}

TEST_CASE("pack_blocks brings each gate to its panel of its block, row after row, and pads with zeros") {
  check_blocks(all_four, 4);
  check_blocks(turned, 3);
  check_blocks(first_two, 3);
}

TEST_CASE("pack_blocks stores two rows of bfloat16 together, and pads with zeros") { check_pairs_of_rows(); }

TEST_CASE("add_interleaved brings every weight back to its place, and leaves gates alone that have no panel") {
  const Index units = 9, rows = 5;
  const auto weights = counted(rows * 3 * units);
  const View<const double> in_order(weights.data(), rows, 3 * units);
  std::vector<double> sum(weights.size(), 10.0), sum_of_two = sum;
  Buffer<double> interleaved;
  weft::kernels::interleave(in_order, turned, units, interleaved);
  weft::kernels::add_interleaved(interleaved, turned, units, View<double>(sum.data(), rows, 3 * units));
  weft::kernels::interleave(in_order, first_two, units, interleaved);
  weft::kernels::add_interleaved(interleaved, first_two, units, View<double>(sum_of_two.data(), rows, 3 * units));
  for (std::size_t k = 0; k < sum.size(); ++k) {
    CHECK(sum[k] == 10 + weights[k]);
    CHECK(sum_of_two[k] == (k % 27 < 18 ? 10 + weights[k] : 10));
  }
}

TEST_CASE("interleave reads a bias as one row") {
  const std::vector<float> bias{1, 2, 3, 4};
  Buffer<float> interleaved;
  weft::kernels::interleave<4, float>({bias.data(), 1, 4}, all_four, 1, interleaved);
  CHECK(interleaved.size() == 64);
  for (Index gate = 0; gate < 4; ++gate) CHECK(interleaved[16 * gate] == static_cast<float>(gate + 1));
}
