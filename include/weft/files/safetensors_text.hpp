// SPDX-License-Identifier: MIT
#pragma once

#include <weft/files/safetensors_header.hpp>

/// A header as text, and back. These two functions alone need nlohmann/json. They are templates over nothing, so that
/// a program which links the compiled library need not have its headers.
namespace weft {

/// The header for tensors that follow it one after another, with spaces at its end so that they begin at a multiple of
/// 8 bytes. Throws std::invalid_argument when two have the same name, a tensor's bytes do not fit its shape, a text is
/// not UTF-8, or the whole is longer than the format allows.
template <class = void> std::string safetensors_header(std::span<const NamedTensor> tensors, const Metadata& metadata);

/// What the text of the file `path` says. Every error is a FileError. What the format does not have is refused on the
/// spot, so that a hostile header takes no more memory than its own length calls for.
template <class = void>
SafetensorsHeader parse_safetensors_header(const std::filesystem::path& path, std::string_view text);

}  // namespace weft

#if defined(WEFT_COMPILED)  // see cmake/Compiled.cmake
namespace weft {

extern template std::string safetensors_header<void>(std::span<const NamedTensor>, const Metadata&);
extern template SafetensorsHeader parse_safetensors_header<void>(const std::filesystem::path&, std::string_view);

}  // namespace weft
#else
#include <weft/files/detail/safetensors_json.hpp>
#endif
