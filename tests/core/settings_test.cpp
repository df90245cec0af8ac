// SPDX-License-Identifier: MIT
#include <weft/core/settings.hpp>

#include <doctest/doctest.h>

#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/bidirectional.hpp>
#include <weft/recurrent/lstm.hpp>

TEST_CASE("a model's settings are its layers', under their names") {
  const weft::Sequential model{weft::Embedding{5, 3, weft::Padding::unmasked},
                               weft::Bidirectional{weft::LSTM{2, weft::return_sequences}},
                               weft::LSTM{2, weft::Direction::backward}, weft::Dense{3, weft::relu}, weft::Dense{1}};
  const weft::Settings expected{{"embedding/padding", "unmasked"},
                                {"bidirectional/forward/activation", "tanh"},
                                {"bidirectional/forward/direction", "forward"},
                                {"bidirectional/forward/recurrent_activation", "sigmoid"},
                                {"bidirectional/forward/returns", "sequences"},
                                {"bidirectional/backward/activation", "tanh"},
                                {"bidirectional/backward/direction", "backward"},
                                {"bidirectional/backward/recurrent_activation", "sigmoid"},
                                {"bidirectional/backward/returns", "sequences"},
                                {"bidirectional/merge_mode", "concat"},
                                {"lstm/activation", "tanh"},
                                {"lstm/direction", "backward"},
                                {"lstm/recurrent_activation", "sigmoid"},
                                {"lstm/returns", "last_state"},
                                {"dense/activation", "relu"},
                                {"dense_1/activation", "linear"}};
  CHECK(weft::settings(model) == expected);
}

TEST_CASE("a layer that was told nothing has no settings") {
  struct Plain {};
  weft::visit_settings(Plain{}, [](std::string_view, std::string_view) { FAIL("there is nothing to see"); });
}

namespace {

struct Named {
  static constexpr std::string_view type_name = "Named";
};
struct Told : Named {
  void for_each_setting(auto&& visit) const {
    visit("axis", "0");
    visit("rate", "0.5");
  }
};

}  // namespace

TEST_CASE("a part of a training is told from others by its name and what it was told") {
  CHECK(weft::detail::part_text(Named{}) == "Named");
  CHECK(weft::detail::part_text(Told{}) == "Named axis=0 rate=0.5");
}
