// compiles
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {
  weft::Rng rng{1};
  const weft::Sequential model{
      rng,
      weft::Embedding{8, 4},
      weft::Bidirectional{weft::LSTM{4, weft::return_sequences}},
      weft::Bidirectional{weft::GRU{4, weft::return_sequences}, weft::MergeMode::sum},
      weft::Bidirectional{weft::LSTM{4, weft::return_sequences},
                          weft::GRU{3, weft::return_sequences, {.go_backwards = true}}},
      weft::Bidirectional{weft::LSTM{4, weft::return_sequences},
                          weft::GRU{4, weft::return_sequences, {.go_backwards = true}}, weft::MergeMode::mul},
      weft::Bidirectional{weft::LSTM{4}, weft::SimpleRNN{3, {.go_backwards = true}}, weft::merge_mode_none}};
  auto tape = weft::make_tape(model);
  const weft::BothOutputs<weft::Tensor<float, 2>>& y = model.forward(weft::Tokens{}, tape);
  return static_cast<int>(y.forward.size() + y.backward.size());
}
