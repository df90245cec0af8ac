// SPDX-License-Identifier: MIT
#include "everything.hpp"

weft::Index in_the_other();

int main() {
  weft::Rng rng{1};
  const weft::Sequential model{rng, weft::Input{2}, weft::Dense{3}};
  return weft::parameter_count(model) == in_the_other() ? 0 : 1;
}
