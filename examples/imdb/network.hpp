// SPDX-License-Identifier: MIT
#pragma once

#include <charconv>
#include <filesystem>
#include <map>
#include <string>
#include <weft/weft.hpp>

namespace imdb {

/// What a network's file says beside its weights: what is needed to make the network, and how it was trained.
struct NetworkOptions {
  weft::Index vocab_size = 8185;
  weft::Index units = 64;
  weft::Padding padding = weft::Padding::unmasked;  ///< the notebook's
};

/// The notebook's network: Embedding, one bidirectional LSTM, Dense with relu, Dense with sigmoid.
inline auto make_network(const NetworkOptions& options, weft::Rng& rng) {
  return weft::Sequential{rng, weft::Embedding{options.vocab_size, 64, options.padding},
                          weft::Bidirectional{weft::LSTM{options.units}}, weft::Dense{64, weft::relu},
                          weft::Dense{1, weft::sigmoid}};
}
using Network = decltype(make_network(NetworkOptions{}, std::declval<weft::Rng&>()));

inline void save_network(const Network& network, const NetworkOptions& options, const std::filesystem::path& path) {
  weft::save(network, path,
             {{"vocab_size", std::to_string(options.vocab_size)},
              {"units", std::to_string(options.units)},
              {"padding", std::string(weft::padding_name(options.padding))}});
}

namespace detail {

using Metadata = std::map<std::string, std::string>;

inline std::string metadata_entry(const Metadata& metadata, const std::string& key, const std::filesystem::path& path) {
  const auto entry = metadata.find(key);
  if (entry == metadata.end())
    throw weft::FileError(path,
                          weft::concat("it has no \"", key, "\" in its metadata; expected a file `imdb train` wrote"));
  return entry->second;
}

inline weft::Index metadata_number(const Metadata& metadata, const std::string& key,
                                   const std::filesystem::path& path) {
  const std::string text = metadata_entry(metadata, key, path);
  weft::Index number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number < 1 || number > 1'000'000)
    throw weft::FileError(path, weft::concat("\"", key, "\" is \"", text, "\"; expected a number from 1 to 1000000"));
  return number;
}

}  // namespace detail

/// A network as `imdb train` left it.
struct SavedNetwork {
  NetworkOptions options;
  Network network;
};

/// Reads a network that `imdb train` saved. Throws weft::FileError when the file is anything else.
inline SavedNetwork load_network(const std::filesystem::path& path) {
  const auto metadata = weft::read_metadata(path);
  const NetworkOptions options{.vocab_size = detail::metadata_number(metadata, "vocab_size", path),
                               .units = detail::metadata_number(metadata, "units", path),
                               .padding = detail::metadata_entry(metadata, "padding", path) == "masked"
                                              ? weft::Padding::masked
                                              : weft::Padding::unmasked};
  weft::Rng rng(0);
  SavedNetwork saved{options, make_network(options, rng)};
  weft::load(saved.network, path);
  return saved;
}

}  // namespace imdb
