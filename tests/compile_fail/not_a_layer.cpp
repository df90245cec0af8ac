// error: (constraint failure .*Layer<|does not satisfy .Layer)
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

struct Chair {};  // names the concept that it does not satisfy

int main() {
  weft::Rng rng{1};
  const weft::Sequential<Chair> model{rng, Chair{}};
}
