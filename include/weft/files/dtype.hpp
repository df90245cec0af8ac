// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

#include <weft/core/detail/bits.hpp>

namespace weft {

/// How the numbers of a stored tensor are written: IEEE 754 binary16, bfloat16, binary32 and binary64.
enum class DType { f16, bf16, f32, f64 };
inline constexpr std::array dtypes{DType::f16, DType::bf16, DType::f32, DType::f64};

/// The name safetensors gives it.
constexpr std::string_view dtype_name(DType dtype) {
  constexpr std::array<std::string_view, dtypes.size()> names{"F16", "BF16", "F32", "F64"};
  return names[static_cast<std::size_t>(dtype)];
}

/// The dtype of that name, or nothing where it is another.
constexpr std::optional<DType> parse_dtype(std::string_view name) {
  for (const DType dtype : dtypes)
    if (dtype_name(dtype) == name) return dtype;
  return std::nullopt;
}

/// Bits that a number takes of a dtype that safetensors has, also of those that weft does not read; nothing where it is
/// none of today's. Source: safetensors/src/tensor.rs, Dtype::bitsize.
constexpr std::optional<std::size_t> stored_bits(std::string_view dtype) {
  struct Width {
    std::size_t bits;
    std::array<std::string_view, 6> names;
  };
  constexpr std::array<Width, 6> widths{{{4, {"F4"}},
                                         {6, {"F6_E2M3", "F6_E3M2"}},
                                         {8, {"BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "F8_E8M0"}},
                                         {16, {"I16", "U16", "F16", "BF16"}},
                                         {32, {"I32", "U32", "F32"}},
                                         {64, {"I64", "U64", "F64", "C64"}}}};
  for (const Width& width : widths)
    for (const std::string_view name : width.names)
      if (!name.empty() && name == dtype) return width.bits;
  return std::nullopt;
}

/// Bytes one number takes.
constexpr std::size_t dtype_size(DType dtype) {
  constexpr std::array<std::size_t, dtypes.size()> sizes{2, 2, 4, 8};
  return sizes[static_cast<std::size_t>(dtype)];
}

/// How numbers of a C++ type are written.
template <std::floating_point Scalar> constexpr DType dtype_of() {
  static_assert(std::is_same_v<Scalar, float> || std::is_same_v<Scalar, double>, "weft stores float and double");
  return std::is_same_v<Scalar, float> ? DType::f32 : DType::f64;
}

/// The number that 16 bits stand for as binary16. Exact.
constexpr float half_to_float(std::uint16_t bits) {
  const std::uint32_t sign = (bits & 0x8000U) << 16, exponent = (bits >> 10) & 31U, fraction = bits & 1023U;
  if (exponent == 0) return (sign == 0 ? 1.0F : -1.0F) * static_cast<float>(fraction) * 0x1p-24F;
  const std::uint32_t exponent_in_float = exponent == 31 ? 255 : exponent + 112;
  return detail::bit_cast<float>(sign | exponent_in_float << 23 | fraction << 13);
}

/// The number that 16 bits stand for as bfloat16: the upper half of a float. Exact.
constexpr float bfloat16_to_float(std::uint16_t bits) { return detail::bit_cast<float>(std::uint32_t{bits} << 16); }

/// Calls visit(k, number) for each number of a tensor as this machine has it in memory, k = 0, 1, ..., converted to
/// Scalar. Only binary64 to float rounds, to the nearest; what is too large for a float becomes infinite.
template <std::floating_point Scalar, class Visit>
void for_each_number(DType dtype, std::span<const std::byte> bytes, const Visit& visit) {
  const auto convert_all = [&]<class Raw>(Raw raw, const auto& convert) {
    for (std::size_t k = 0; k < bytes.size() / sizeof(Raw); ++k) {
      std::memcpy(&raw, bytes.data() + k * sizeof(Raw), sizeof(Raw));
      visit(k, static_cast<Scalar>(convert(raw)));
    }
  };
  const auto as_it_is = [](auto number) { return number; };
  switch (dtype) {
    case DType::f16:
      return convert_all(std::uint16_t{}, half_to_float);
    case DType::bf16:
      return convert_all(std::uint16_t{}, bfloat16_to_float);
    case DType::f32:
      return convert_all(float{}, as_it_is);
    case DType::f64:
      return convert_all(double{}, as_it_is);
  }
}

}  // namespace weft
