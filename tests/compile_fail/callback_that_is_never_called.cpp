// error: weft: a callback of fit must have a member that fit calls
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {
  weft::Rng rng{1};
  weft::Sequential model{rng, weft::Embedding{8, 4}, weft::LSTM{4}, weft::Dense{1, weft::sigmoid}};
  const auto counts = [epochs = 0](const weft::EpochResult&) mutable { ++epochs; };  // const, and so not callable
  weft::fit(model, weft::Dataset{weft::IdLists{{1, 2}}, std::vector<int>{1}}, {}, counts);
}
