// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <weft/weft.hpp>

#include "network.hpp"

namespace imdb {

struct TrainOptions {
  std::optional<std::filesystem::path> data, vocabulary;
  std::filesystem::path data_directory = "data", output = "output";
  std::size_t train_reviews = 4000, test_reviews = 1000;
  weft::Index epochs = 10, batch_size = 64, units = 64, threads = 1;
  bool mask = false;
  std::uint64_t seed = 42;
  weft::Index checkpoint_every = 20;  ///< batches; 0: only after epochs
};

namespace detail {

/// A path as a text that metadata can hold: what is not ASCII, and '%', as % and two hexadecimal digits. Absolute, so
/// that the run can go on from another folder.
inline std::string path_text(const std::filesystem::path& path) {
  std::string text;
  for (const char c : std::filesystem::absolute(path).string()) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = byte < 128 && c != '%';
    text += plain ? std::string(1, c) : std::string{'%', "0123456789abcdef"[byte / 16], "0123456789abcdef"[byte % 16]};
  }
  return text;
}

inline std::filesystem::path parse_path(const std::string& text) {
  std::string path;
  for (std::size_t k = 0; k < text.size(); ++k) {
    unsigned byte = 0;
    if (text[k] == '%' && k + 2 < text.size()) {
      std::from_chars(text.data() + k + 1, text.data() + k + 3, byte, 16);
      k += 2;
    }
    path += byte == 0 ? text[k] : static_cast<char>(byte);
  }
  return path;
}

/// What the functions below walk over: visit(key, option), for each option that a run that goes on must have again.
template <class Options> void for_each_option(Options& options, const auto& visit) {
  visit("imdb/data", options.data);
  visit("imdb/vocabulary", options.vocabulary);
  visit("imdb/data_directory", options.data_directory);
  visit("imdb/train_reviews", options.train_reviews);
  visit("imdb/test_reviews", options.test_reviews);
  visit("imdb/epochs", options.epochs);
  visit("imdb/batch_size", options.batch_size);
  visit("imdb/units", options.units);
  visit("imdb/mask", options.mask);
  visit("imdb/seed", options.seed);
  visit("imdb/checkpoint_every", options.checkpoint_every);
}

inline void read_option(const Metadata& metadata, const std::string& key, const std::filesystem::path& file,
                        std::filesystem::path& option) {
  option = parse_path(metadata_entry(metadata, key, file));
}

/// One that was not given is not there.
inline void read_option(const Metadata& metadata, const std::string& key, const std::filesystem::path& file,
                        std::optional<std::filesystem::path>& option) {
  if (metadata.contains(key)) read_option(metadata, key, file, option.emplace());
}

template <std::integral Number>
void read_option(const Metadata& metadata, const std::string& key, const std::filesystem::path& file, Number& option) {
  const std::string text = metadata_entry(metadata, key, file);
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  option = static_cast<Number>(number);
  if (error != std::errc() || end != text.data() + text.size() || static_cast<std::uint64_t>(option) != number)
    throw weft::FileError(file, weft::concat(key, " is \"", text, "\"; expected a number that `imdb train` takes"));
}

inline std::string option_text(const std::filesystem::path& path) { return path_text(path); }
template <std::integral Number> std::string option_text(Number number) { return std::to_string(number); }

}  // namespace detail

/// The options as a checkpoint keeps them. The output folder is where it stands, and threads may change.
inline weft::Metadata to_metadata(const TrainOptions& options) {
  weft::Metadata metadata;
  detail::for_each_option(options, [&]<class Option>(const char* key, const Option& option) {
    if constexpr (requires { option.has_value(); }) {
      if (option) metadata[key] = detail::option_text(*option);
    } else {
      metadata[key] = detail::option_text(option);
    }
  });
  return metadata;
}

/// The options that a run had, from its checkpoint's metadata. Throws weft::FileError, naming the file, where one is
/// missing or cannot be.
inline TrainOptions options_from(const weft::Metadata& metadata, const std::filesystem::path& file) {
  TrainOptions options;
  detail::for_each_option(options,
                          [&](const char* key, auto& option) { detail::read_option(metadata, key, file, option); });
  return options;
}

}  // namespace imdb
