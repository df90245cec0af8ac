// SPDX-License-Identifier: MIT
#include "mine.hpp"

weft::Packing two_rows() {
  weft::Packing packing;
  packing.assign(std::vector<weft::Index>{1, 1});
  return packing;
}
