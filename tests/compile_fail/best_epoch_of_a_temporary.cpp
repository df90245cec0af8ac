// error: use of deleted function|call to deleted
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {
  weft::Rng rng{1};
  weft::Sequential model{rng, weft::Input{2}, weft::Dense{1, weft::sigmoid}};
  const weft::Dataset<weft::Tensor<float, 2>> data{weft::Tensor<float, 2>(1, 2), std::vector<int>{1}};
  const auto* best = weft::fit(model, data).best("loss", weft::Best::least);  // the history is gone
  return best == nullptr ? 1 : 0;
}
