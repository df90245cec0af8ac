// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/detail/finite.hpp>
#include <weft/core/settings.hpp>
#include <weft/files/safetensors_file.hpp>

/// Models in safetensors files, which Python, Rust and others read too: one tensor for each parameter, under the name
/// that for_each_parameter gives it ("bidirectional/forward/recurrent_kernel"), F32 for float and F64 for double.
namespace weft {

namespace detail {

/// What a model's file says of itself in its metadata.
inline constexpr std::string_view model_format = "weft", model_format_version = "1";

/// A model's settings as its file's metadata: "model/dense/activation".
template <Layer L> Metadata setting_texts(const L& model) {
  Metadata texts;
  for (const auto& [name, value] : settings(model)) texts.emplace("model/" + name, value);
  return texts;
}

/// Throws FileError where the model in the file was told otherwise than this one. What a file does not say (an older
/// one, or another library's) is not compared.
template <Layer L> void check_settings(const TensorFile& file, const L& model) {
  for (const auto& [key, value] : setting_texts(model)) {
    const auto stored = file.metadata().find(key);
    if (stored != file.metadata().end() && stored->second != value)
      throw FileError(file.path(), concat(key, " is '", excerpt(stored->second), "'; this model's is '", value, '\''));
  }
}

/// The metadata of a model's file: the caller's, with "format" and "version" as the library sets them, and the model's
/// settings.
template <Layer L> Metadata model_metadata(const L& model, Metadata metadata) {
  for (const auto& [key, value] : setting_texts(model))
    throw_unless(metadata.emplace(key, value).first->second == value, "save: the metadata's ", key,
                 " is a key of the library's own");
  for (const auto& [key, value] : {std::pair("format", model_format), std::pair("version", model_format_version)}) {
    const std::string& kept = metadata.try_emplace(key, value).first->second;
    throw_unless(kept == value, "save: the metadata's ", key, " is ", kept, "; it is the library's own: ", value);
  }
  return metadata;
}

/// Throws the given kind of error for the first number that is infinite or NaN.
template <std::floating_point Scalar, class Fail>
void check_finite(DType dtype, const std::vector<Index>& shape, std::span<const std::byte> bytes, const Fail& fail) {
  for_each_number<Scalar>(dtype, bytes, [&](std::size_t k, Scalar number) {
    if (!is_finite(number)) fail(concat("number ", position_text(shape, k), " is ", number));
  });
}

}  // namespace detail

/// Saves a model's parameters. A file of that name is replaced only when the new one is whole and on the disk.
///
/// Errors: FileError when the file cannot be written, with the system's reason; std::invalid_argument when the model is
/// not built, has a parameter that is infinite or NaN, which load would refuse, or the metadata have a "format", a
/// "version" or a "model/..." of their own.
template <Layer L> void save(const L& model, const std::filesystem::path& path, Metadata metadata = {}) {
  const std::vector<NamedTensor> tensors = named_tensors(model);
  for (const NamedTensor& tensor : tensors)
    detail::check_finite<double>(tensor.dtype, tensor.shape, tensor.bytes, [&](const std::string& problem) {
      throw std::invalid_argument(concat("save: ", tensor.name, ": ", problem, "; expected finite numbers"));
    });
  write_tensors(path, tensors, detail::model_metadata(model, std::move(metadata)));
}

namespace detail {

/// The stored tensor for each of the model's, in the model's order. Throws FileError unless the file has these and no
/// others, in the same shapes and as numbers that weft reads.
inline std::vector<const StoredTensor*> match_tensors(const TensorFile& file, std::span<const NamedTensor> wanted) {
  std::map<std::string_view, const StoredTensor*> stored;
  for (const StoredTensor& tensor : file.tensors()) stored.emplace(tensor.name, &tensor);
  std::vector<const StoredTensor*> matched;
  for (const NamedTensor& tensor : wanted) {
    const auto found = stored.find(tensor.name);
    if (found == stored.end())
      throw FileError(file.path(),
                      concat("tensor '", tensor.name, "' is missing; the model has it as ", shape_text(tensor.shape)));
    if (found->second->shape != tensor.shape)
      throw FileError(file.path(), concat("tensor '", tensor.name, "' is ", shape_text(found->second->shape),
                                          "; expected ", shape_text(tensor.shape), " as in the model"));
    if (!found->second->dtype)
      throw FileError(file.path(), concat("tensor '", tensor.name, "' is ", excerpt(found->second->dtype_text),
                                          "; expected F16, BF16, F32 or F64"));
    matched.push_back(found->second);
    stored.erase(found);
  }
  if (!stored.empty())
    throw FileError(file.path(), concat("tensor '", excerpt(stored.begin()->first), "' is none of the model's"));
  return matched;
}

/// A file of ours in a later form means something that this library does not know.
inline void check_version(const TensorFile& file) {
  const auto format = file.metadata().find("format"), version = file.metadata().find("version");
  const bool other = format == file.metadata().end() || format->second != model_format;
  if (other || (version != file.metadata().end() && version->second == model_format_version)) return;
  throw FileError(file.path(),
                  concat("is in version '", version == file.metadata().end() ? "" : excerpt(version->second),
                         "' of weft's format; expected '", model_format_version, '\''));
}

}  // namespace detail

/// Loads parameters into a model that is built, so that its sizes are known. F16, BF16, F32 and F64 are converted to
/// the model's numbers; F64 is rounded to float, to the nearest, and the others are exact. The model changes only once
/// everything in the file has been checked.
///
/// Errors: std::invalid_argument when the model is not built; FileError when the file cannot be read, is not a valid
/// safetensors file, has other tensors than the model, other shapes or other settings, or a number that is infinite or
/// NaN, or becomes infinite as a float.
template <Layer L> void load(L& model, const std::filesystem::path& path) {
  using Scalar = typename L::Scalar;
  const std::vector<NamedTensor> wanted = named_tensors(model);
  TensorFile file(path);
  detail::check_version(file);
  const auto stored = detail::match_tensors(file, wanted);
  detail::check_settings(file, model);
  std::vector<std::vector<std::byte>> bytes;
  for (const StoredTensor* tensor : stored) {
    bytes.push_back(file.read(*tensor));
    detail::check_finite<Scalar>(*tensor->dtype, tensor->shape, bytes.back(), [&](const std::string& problem) {
      throw FileError(path, concat("tensor '", tensor->name, "': ", problem, " as ", dtype_name(dtype_of<Scalar>()),
                                   "; expected finite numbers"));
    });
  }
  std::size_t at = 0;
  for_each_parameter(
      [&](std::string_view, ParameterOf<L> p) {
        for_each_number<Scalar>(*stored[at]->dtype, bytes[at],
                                [&](std::size_t k, Scalar number) { p.data()[k] = number; });
        ++at;
      },
      model);
}

}  // namespace weft
