// SPDX-License-Identifier: MIT
// A consumer of weft::io: what was saved is loaded into another model, bit for bit.
#include <iostream>
#include <weft/weft.hpp>

int main() {
  weft::Rng rng{1};
  weft::Sequential saved{rng, weft::Input{3}, weft::Dense{2, weft::tanh}};
  weft::Sequential loaded{rng, weft::Input{3}, weft::Dense{2, weft::tanh}};
  weft::save(saved, "model.safetensors");
  weft::load(loaded, "model.safetensors");
  for (weft::Index k = 0; k < saved.layer<0>().kernel.size(); ++k)
    if (saved.layer<0>().kernel.data()[k] != loaded.layer<0>().kernel.data()[k]) return 1;
  std::cout << "loaded what was saved\n";
}
