// error: weft::Stream: each layer of the model must compute step by step
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {
  weft::Rng rng{1};
  weft::Sequential model{rng, weft::Input{2}, weft::Bidirectional{weft::LSTM{4}}};
  const weft::Stream stream{model};
}
