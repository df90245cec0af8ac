// SPDX-License-Identifier: MIT
#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#endif

#include <weft/core/error.hpp>
#include <weft/kernels/array_vec.hpp>
#include <weft/kernels/vec.hpp>

/// Chooses the instruction set when the program runs, so that plain -O2 reaches the speed of the machine.
namespace weft::kernels {

/// What a kernel is compiled for. `baseline` is what the compiler was told to assume: 16-byte vectors, which is SSE2 on
/// x86-64 and NEON on AArch64, or Eigen's arrays where the compiler has no vectors.
enum class InstructionSet { baseline, avx2, avx512 };

/// The width of one vector in bytes, and the register tiles that fit: rows of a tile with one vector for each of the
/// four gates, such blocks of four where there is one row, and rows and vectors of a tile of a product.
struct ArrayIsa {
  using Half = ArrayIsa;
  template <class Scalar> using Vector = ArrayVec<Scalar>;
  static constexpr int bytes = 16, gate_rows = 3, row_blocks = 2, product_rows = 6, product_vectors = 2;
};

#if defined(__GNUC__)
template <InstructionSet> struct Isa {
  using Half = Isa;
  template <class Scalar> using Vector = Vec<Scalar, 16>;
  static constexpr int bytes = 16, gate_rows = 3, row_blocks = 2, product_rows = 6, product_vectors = 2;
};
template <> struct Isa<InstructionSet::avx2> {
  using Half = Isa<InstructionSet::baseline>;
  template <class Scalar> using Vector = Vec<Scalar, 32>;
  static constexpr int bytes = 32, gate_rows = 3, row_blocks = 2, product_rows = 6, product_vectors = 2;
};
template <> struct Isa<InstructionSet::avx512> {
  template <class Scalar> using Vector = Vec<Scalar, 64>;
  using Half = Isa<InstructionSet::avx2>;
  static constexpr int bytes = 64, gate_rows = 6, row_blocks = 2, product_rows = 6, product_vectors = 4;
};
#else
template <InstructionSet> struct Isa : ArrayIsa {};
#endif

#if defined(__x86_64__) && defined(__GNUC__)
/// Whether this processor converts float16. clang's __builtin_cpu_supports does not know that name.
inline bool converts_float16() {
  unsigned a = 0, b = 0, c = 0, d = 0;
  return __get_cpuid(1, &a, &b, &c, &d) != 0 && (c & bit_F16C) != 0;
}
#endif

/// The best instruction set of this processor.
inline InstructionSet best_instruction_set() {
#if defined(__x86_64__) && defined(__GNUC__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw"))
    return InstructionSet::avx512;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && converts_float16())
    return InstructionSet::avx2;
#endif
  return InstructionSet::baseline;
}

/// The named instruction set: "baseline", "avx2" or "avx512".
/// Throws std::invalid_argument when the name is another one, or this processor does not have it.
inline InstructionSet instruction_set_named(std::string_view name) {
  const auto given = name == "baseline" ? InstructionSet::baseline
                     : name == "avx2"   ? InstructionSet::avx2
                     : name == "avx512" ? InstructionSet::avx512
                                        : throw std::invalid_argument("WEFT_INSTRUCTION_SET is \"" + std::string(name) +
                                                                      "\"; expected baseline, avx2 or avx512");
  if (given > best_instruction_set())
    throw std::invalid_argument("WEFT_INSTRUCTION_SET is \"" + std::string(name) + "\"; this processor has not got it");
  return given;
}

/// What the kernels run on: the best this processor has, or what the environment variable WEFT_INSTRUCTION_SET names.
/// It is read once, at the first use.
inline InstructionSet instruction_set() {
  static const InstructionSet chosen = [] {
    const char* named = std::getenv("WEFT_INSTRUCTION_SET");
    return named != nullptr && *named != '\0' ? instruction_set_named(named) : best_instruction_set();
  }();
  return chosen;
}

#if defined(__x86_64__) && defined(__GNUC__)
// Everything a Kernel::run calls is forced inline, so that it is compiled for the instruction set of its caller here.
template <class Kernel, class... Arguments>
[[gnu::target("avx512f,avx512dq,avx512vl,avx512bw,avx2,fma")]] void run_avx512(Arguments&... arguments) {
  Kernel::template run<Isa<InstructionSet::avx512>>(arguments...);
}
template <class Kernel, class... Arguments> [[gnu::target("avx2,fma")]] void run_avx2(Arguments&... arguments) {
  Kernel::template run<Isa<InstructionSet::avx2>>(arguments...);
}
#endif

/// Calls Kernel::run<Isa>(arguments...) compiled for the chosen instruction set.
template <class Kernel, class... Arguments> void dispatch(const Arguments&... arguments) {
#if defined(__x86_64__) && defined(__GNUC__)
  switch (instruction_set()) {
    case InstructionSet::avx512:
      return run_avx512<Kernel>(arguments...);
    case InstructionSet::avx2:
      return run_avx2<Kernel>(arguments...);
    case InstructionSet::baseline:
      break;
  }
#endif
  Kernel::template run<Isa<InstructionSet::baseline>>(arguments...);
}

}  // namespace weft::kernels
