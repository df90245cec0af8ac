// error: weft::Bidirectional: its layers must be recurrent, with a direction
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {
  const weft::Bidirectional both{weft::Dense{4}};  // reads no sequences
}
