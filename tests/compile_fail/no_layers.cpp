// error: weft::Sequential needs at least one layer
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() { const weft::Sequential<> model; }
