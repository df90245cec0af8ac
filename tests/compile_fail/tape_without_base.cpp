// error: weft: a layer's Tape must derive from weft::TapeBase
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

struct Same {
  using Scalar = float;
  using Input = weft::Tensor<float, 2>;
  using Output = weft::Tensor<float, 2>;
  struct Tape {
    Output y, dx;
  };
  static constexpr std::string_view type_name = "Same";

  weft::Index build(weft::Index features, weft::Rng&) { return features; }
  weft::Index output_features() const { return 1; }
  const Output& forward(const Input& x, Tape& tape) const { return tape.y = x; }
  const Input& backward(const Input&, const Output& dy, Tape& tape, Same&) const { return tape.dx = dy; }
  static void for_each_parameter(auto&&, auto&...) {}
};

int main() {
  weft::Rng rng{1};
  const weft::Sequential model{rng, weft::Input{1}, Same{}};
}
