// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/data/detail/pack_examples.hpp>

#include "training/small_task.hpp"

namespace {

using weft::IdLists;
using weft::Index;
using weft::Padding;
using Ids = std::vector<int>;

const IdLists lists{{1, 2}, {}, {3, 0, 4, 5}, {0, 0}, {6}};

weft::Tokens packed(const auto& inputs, std::vector<Index> chosen, Padding padding) {
  weft::Tokens tokens;
  weft::detail::IdPacker(padding).pack(inputs, chosen, tokens);
  return tokens;
}

/// The ids of the k-th packed sequence.
Ids sequence(const weft::Tokens& tokens, Index k) {
  Ids ids;
  for (Index t = 0; t < tokens.packing.length(k); ++t)
    ids.push_back(tokens.ids[static_cast<std::size_t>(tokens.packing.row(t, k))]);
  return ids;
}

}  // namespace

TEST_CASE("masked drops id 0 wherever it is, and keeps sequences of nothing else as empty ones") {
  const auto tokens = packed(lists, {0, 1, 2, 3, 4}, Padding::masked);
  CHECK(tokens.packing.batch() == 5);
  CHECK(tokens.packing.rows() == 6);
  CHECK(std::ssize(tokens.ids) == 6);
  const std::pair<Index, Ids> expected[] = {{2, {3, 4, 5}}, {0, {1, 2}}, {4, {6}}, {1, {}}, {3, {}}};
  for (Index k = 0; k < 5; ++k) {
    CHECK(tokens.packing.order(k) == expected[k].first);
    CHECK(sequence(tokens, k) == expected[k].second);
  }
}

TEST_CASE("unmasked goes on with id 0 to the longest of the batch, in the caller's order") {
  const auto tokens = packed(lists, {0, 1, 2}, Padding::unmasked);
  CHECK(tokens.packing.rows() == 12);
  const Ids expected[] = {{1, 2, 0, 0}, {0, 0, 0, 0}, {3, 0, 4, 5}};
  for (Index k = 0; k < 3; ++k) {
    CHECK(tokens.packing.order(k) == k);
    CHECK(sequence(tokens, k) == expected[k]);
  }
  CHECK(packed(lists, {0, 4}, Padding::unmasked).packing.rows() == 4);
}

TEST_CASE("a padded tensor masked is the lists it was made from") {
  const std::vector<Index> chosen{4, 2, 0, 1, 3};
  const auto from_lists = packed(lists, chosen, Padding::masked);
  const auto from_tensor = packed(weft::testing::padded(lists), chosen, Padding::masked);
  CHECK(from_lists.packing == from_tensor.packing);
  CHECK(from_lists.ids == from_tensor.ids);
}

TEST_CASE("a padded tensor unmasked is taken whole") {
  const auto tokens = packed(weft::testing::padded(lists), {4, 0}, Padding::unmasked);
  CHECK(tokens.packing.rows() == 8);
  CHECK(sequence(tokens, 0) == Ids{6, 0, 0, 0});
  CHECK(sequence(tokens, 1) == Ids{1, 2, 0, 0});
}

TEST_CASE("examples are packed in the order chosen, also twice") {
  const auto tokens = packed(lists, {4, 0, 4}, Padding::masked);
  CHECK(tokens.packing.order(0) == 1);
  CHECK(tokens.packing.order(1) == 0);
  CHECK(tokens.packing.order(2) == 2);
  CHECK(sequence(tokens, 1) == Ids{6});
  CHECK(sequence(tokens, 2) == Ids{6});
}

TEST_CASE("a batch of nothing but empty sequences has no rows, with either padding") {
  for (const Padding padding : {Padding::masked, Padding::unmasked}) {
    const auto tokens = packed(IdLists{{}, {}}, {0, 1}, padding);
    CHECK(tokens.packing.batch() == 2);
    CHECK(tokens.packing.rows() == 0);
    CHECK(tokens.ids.empty());
    CHECK(packed(weft::IdTensor(2, 0), {0, 1}, padding).packing.batch() == 2);
    CHECK(packed(lists, {}, padding).packing.batch() == 0);
  }
}

TEST_CASE("a packer's memory is used again, and nothing of the batch before is left") {
  weft::detail::IdPacker packer(Padding::unmasked);
  weft::Tokens tokens;
  packer.pack(lists, std::vector<Index>{2, 2, 2}, tokens);
  const int* memory = tokens.ids.data();
  packer.pack(lists, std::vector<Index>{0, 4}, tokens);
  CHECK(tokens.ids.data() == memory);
  CHECK(sequence(tokens, 0) == Ids{1, 2});
  CHECK(sequence(tokens, 1) == Ids{6, 0});
}

TEST_CASE("sequences of numbers have all their steps and keep the order chosen") {
  const auto data = weft::testing::small_signals(4, 3, 2, 1);
  weft::detail::SequencePacker<float> packer(Padding::masked);
  weft::PackedSequence<float> packed_values;
  packer.pack(data.inputs, std::vector<Index>{3, 1}, packed_values);
  CHECK(packed_values.packing == weft::Packing(std::vector<Index>{3, 3}));
  for (Index t = 0; t < 3; ++t)
    for (Index f = 0; f < 2; ++f) {
      CHECK(packed_values.row(packed_values.packing.row(t, 0))[f] == data.inputs(3, t, f));
      CHECK(packed_values.row(packed_values.packing.row(t, 1))[f] == data.inputs(1, t, f));
    }
  CHECK(packed_values.packing.order(1) == 1);
}

TEST_CASE("rows of numbers are copied as chosen") {
  weft::Tensor<double, 2> inputs(3, 2), rows;
  inputs.setValues({{1, 2}, {3, 4}, {5, 6}});
  weft::detail::RowPacker<double>(Padding::masked).pack(inputs, std::vector<Index>{2, 0}, rows);
  CHECK(rows.dimension(0) == 2);
  CHECK(rows(0, 1) == 6);
  CHECK(rows(1, 0) == 1);
}

TEST_CASE("each kind of examples has its batch") {
  static_assert(std::same_as<weft::detail::PackedFor<IdLists>, weft::Tokens>);
  static_assert(std::same_as<weft::detail::PackedFor<weft::IdTensor>, weft::Tokens>);
  static_assert(std::same_as<weft::detail::PackedFor<weft::Tensor<double, 3>>, weft::PackedSequence<double>>);
  static_assert(std::same_as<weft::detail::PackedFor<weft::Tensor<float, 2>>, weft::Tensor<float, 2>>);
}
