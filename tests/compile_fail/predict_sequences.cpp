// error: weft::predict needs a model whose output is one row an example
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {
  weft::Rng rng{1};
  const weft::Sequential model{rng, weft::Embedding{8, 4},
                               weft::LSTM<float, weft::Returns::sequences>{4, weft::return_sequences}};
  weft::predict(model, weft::IdLists{{1, 2}});
}
