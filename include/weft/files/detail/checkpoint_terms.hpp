// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <weft/core/detail/exact_text.hpp>
#include <weft/files/detail/byte_order.hpp>
#include <weft/files/detail/crc32.hpp>
#include <weft/files/named_tensor.hpp>
#include <weft/training/fit_options.hpp>

/// What a run of fit and a checkpoint must have in common for the one to go on from the other.
namespace weft::detail {

/// Adds them as a file would have them, so that a checksum is the same on every machine.
template <class Number> void add_numbers(Crc32& crc, const Number* numbers, std::size_t count) {
  in_file_order(std::as_bytes(std::span(numbers, count)), sizeof(Number), [&](auto bytes) { crc.add(bytes); });
}

inline void add_examples(Crc32& crc, const IdLists& lists) {
  for (const auto& ids : lists) {
    crc.add(to_file_word(ids.size()));
    add_numbers(crc, ids.data(), ids.size());
  }
}

template <class Scalar, int Rank> void add_examples(Crc32& crc, const Tensor<Scalar, Rank>& tensor) {
  for (const Index extent : tensor.dimensions()) crc.add(to_file_word(static_cast<std::uint64_t>(extent)));
  add_numbers(crc, tensor.data(), static_cast<std::size_t>(tensor.size()));
}

/// What tells one data set from another.
template <class Inputs> std::string data_checksum(const Dataset<Inputs>& data) {
  Crc32 crc;
  add_examples(crc, data.inputs);
  add_examples(crc, data.labels);
  return crc.text();
}

inline std::string size_text(Index size) { return size == everything ? "everything" : std::to_string(size); }

template <class Inputs> void add_data_terms(Metadata& terms, const std::string& name, const Dataset<Inputs>* data) {
  terms[name + "_examples"] = std::to_string(data == nullptr ? 0 : data->size());
  terms[name + "_examples_crc32"] = data == nullptr ? "none" : data_checksum(*data);
}

/// All that the rest of a run depends on and that does not change while it runs. Not among it: how many epochs there
/// are to be, threads, and what is printed.
template <class Inputs>
Metadata run_terms(Padding padding, const AdamOptions& adam, const Dataset<Inputs>& train,
                   const FitOptions<Inputs>& options) {
  Metadata terms{
      {"fit/batch_size", size_text(options.batch_size)},
      {"fit/shuffle_buffer", size_text(options.shuffle_buffer)},
      {"fit/padding", std::string(padding_name(padding))},
      {"fit/seed", std::to_string(options.seed)},
      {"fit/loss_from", options.loss.from == BinaryCrossentropy::From::logits ? "logits" : "probabilities"},
      {"fit/clip_norm", exact_text(options.clip_norm)},
      {"adam/learning_rate", exact_text(adam.learning_rate)},
      {"adam/beta_1", exact_text(adam.beta_1)},
      {"adam/beta_2", exact_text(adam.beta_2)},
      {"adam/epsilon", exact_text(adam.epsilon)},
  };
  add_data_terms(terms, "fit/train", &train);
  add_data_terms(terms, "fit/validation", options.validation);
  return terms;
}

/// Throws FileError for a term in which the file differs, with both values, unless it is one that may differ.
inline void check_terms(const std::filesystem::path& path, const Metadata& stored, const Metadata& terms,
                        std::span<const std::string> may_differ = {}) {
  for (const std::string& key : may_differ)
    throw_unless(terms.contains(key), "Checkpoints: may_differ has ", key, ", which is none of the run's terms");
  for (const auto& [key, value] : terms) {
    if (std::find(may_differ.begin(), may_differ.end(), key) != may_differ.end()) continue;
    const auto found = stored.find(key);
    if (found == stored.end()) throw FileError(path, concat("has no ", key, "; this run has ", value));
    if (found->second != value)
      throw FileError(path,
                      concat("is of a run with another ", key, ": ", excerpt(found->second), "; this run has ", value));
  }
}

}  // namespace weft::detail
