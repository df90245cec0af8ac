// SPDX-License-Identifier: MIT
#include "everything.hpp"

weft::Index in_the_other() {
  weft::Rng rng{1};
  return weft::parameter_count(weft::Sequential{rng, weft::Input{2}, weft::Dense{3}});
}
