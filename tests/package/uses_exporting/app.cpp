// SPDX-License-Identifier: MIT
#include <iostream>
#include <mine.hpp>

#if !__has_include(<nlohmann/json.hpp>) || !__has_include(<weft/files/safetensors.hpp>)
#error "weft::io has not come with mine::mine_io"
#endif

int main() { std::cout << two_rows().rows() << " rows\n"; }
