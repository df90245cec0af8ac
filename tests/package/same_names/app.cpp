// SPDX-License-Identifier: MIT
#include <iostream>
#include <weft/core/buffer.hpp>

#if defined(ONE_EIGEN_AND_JSON) && !(defined(Eigen3_OF_THE_PROJECT) && defined(nlohmann_json_OF_THE_PROJECT))
#error "weft has an Eigen or a JSON library beside the project's"
#endif
#if !__has_include(<nlohmann/json.hpp>) || !__has_include(<weft/files/safetensors.hpp>)
#error "weft::io lacks something"
#endif

int main() { std::cout << "one of each\n"; }
