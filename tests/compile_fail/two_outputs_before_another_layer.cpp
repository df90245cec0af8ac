// error: weft::Sequential: each layer's Output must be the next layer's Input
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {
  weft::Rng rng{1};
  const weft::Sequential model{rng, weft::Embedding{8, 4}, weft::Bidirectional{weft::LSTM{4}, weft::merge_mode_none},
                               weft::Dense{1}};
}
