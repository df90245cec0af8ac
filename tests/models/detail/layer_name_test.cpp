// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/models/detail/layer_name.hpp>

namespace {
struct A {
  static constexpr std::string_view type_name = "A";
};
struct B {
  static constexpr std::string_view type_name = "B";
};
}  // namespace

TEST_CASE("a layer's name is its type in lower case, words parted, numbered from the second on") {
  using weft::detail::LayerName;
  static_assert(LayerName("Dense", 0).text() == "dense");
  static_assert(LayerName("Dense", 1).text() == "dense_1");
  static_assert(LayerName("LSTM", 12).text() == "lstm_12");
  static_assert(LayerName("MyOwnLayer", 100).text() == "my_own_layer_100");
  CHECK(LayerName("Bidirectional", 3).text() == "bidirectional_3");
}

TEST_CASE("layers are numbered among those of their type") {
  constexpr auto names = weft::detail::layer_names<A, B, A, A, B>();
  CHECK(names[0].text() == "a");
  CHECK(names[1].text() == "b");
  CHECK(names[2].text() == "a_1");
  CHECK(names[3].text() == "a_2");
  CHECK(names[4].text() == "b_1");
}
