// error: weft::Bidirectional: either both layers return sequences or neither does
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {
  const weft::Bidirectional both{weft::LSTM{4, weft::return_sequences}, weft::LSTM{4, {.go_backwards = true}}};
}
