// error: weft::predict needs a model whose output is one row an example, or one a step
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {
  weft::Rng rng{1};
  const weft::Sequential model{rng, weft::Embedding{8, 4}, weft::Bidirectional{weft::LSTM{4}, weft::merge_mode_none}};
  weft::predict(model, weft::IdLists{{1, 2}});
}
