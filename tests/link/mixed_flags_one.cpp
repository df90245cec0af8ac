// SPDX-License-Identifier: MIT
#include "mixed_flags.hpp"

#include "mixed_flags_functions.hpp"

int main() {
#if defined(__x86_64__) && defined(__GNUC__)
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma")) return 77;
#endif
  auto values = make_values(), others = other::make_values();
  for (int k = 0; k < 2; ++k) {
    train(*others);
    other::train(*values);
    *values = *others;
    std::swap(values, others);
    train(*values);
    other::train(*others);
  }
  destroy(std::move(others));
  other::destroy(std::move(values));
}
