// compiles
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {
  weft::Rng rng{1};
  const weft::Sequential model{rng, weft::Embedding{8, 4}, weft::LSTM{4}, weft::Dense{1, weft::sigmoid}};
  return static_cast<int>(weft::predict(model, weft::IdLists{{1, 2}}).size());
}
