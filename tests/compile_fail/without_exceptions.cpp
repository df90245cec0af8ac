// error -fno-exceptions: weft needs exceptions: compile without -fno-exceptions".*fatal error: .*needs_exceptions
// SPDX-License-Identifier: MIT
#include <weft/weft.hpp>

int main() {}
