// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>

#include <weft/core/detail/exact_text.hpp>
#include <weft/core/detail/joined.hpp>
#include <weft/files/detail/byte_order.hpp>
#include <weft/files/detail/crc32.hpp>
#include <weft/files/named_tensor.hpp>
#include <weft/training/trainer.hpp>

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

template <class Scalar> void add_examples(Crc32& crc, const SequenceLists<Scalar>& lists) {
  for (const auto& steps : lists) add_examples(crc, steps);
}

inline void add_rows(Crc32& crc, const Targets& rows) {
  if (rows.per_step())
    for (Index k = 0; k < rows.examples(); ++k) crc.add(to_file_word(static_cast<std::uint64_t>(rows.steps(k))));
  add_examples(crc, rows.rows());
}

/// What tells one data set from another.
template <class Inputs> std::string data_checksum(const Dataset<Inputs>& data) {
  Crc32 crc;
  add_examples(crc, data.inputs);
  add_rows(crc, data.targets);
  add_rows(crc, data.weights);
  return crc.text();
}

inline std::string size_text(Index size) { return size == everything ? "everything" : std::to_string(size); }

template <class Inputs> void add_data_terms(Metadata& terms, const std::string& name, const Dataset<Inputs>* data) {
  terms[name + "_examples"] = std::to_string(data == nullptr ? 0 : data->size());
  terms[name + "_examples_crc32"] = data == nullptr ? "none" : data_checksum(*data);
}

inline std::string class_weight_text(const std::map<int, double>& weights) {
  std::string text = weights.empty() ? "none" : "";
  for (const auto& [of_class, weight] : weights)
    text += (text.empty() ? "" : " ") + std::to_string(of_class) + ':' + exact_text(weight);
  return text;
}

/// The options of a loss, a metric or an optimizer, behind its name.
template <class Part>
void add_part_terms(Metadata& terms, const std::string& name, std::string_view type, const Part& part) {
  terms[name] = std::string(type);
  visit_settings(part, [&](std::string_view setting, std::string_view value) {
    terms[concat(name, '/', setting)] = std::string(value);
  });
}

inline void add_optimizer_terms(Metadata& terms, const OptimizerOptions& options) {
  terms["optimizer/clipnorm"] = exact_text(options.clipnorm);
  terms["optimizer/clipvalue"] = exact_text(options.clipvalue);
  terms["optimizer/global_clipnorm"] = exact_text(options.global_clipnorm);
  terms["optimizer/weight_decay"] = exact_text(options.weight_decay);
  terms["optimizer/exclude_from_weight_decay"] = joined(options.exclude_from_weight_decay, " ");
  terms["optimizer/frozen"] = joined(options.frozen, " ");
  terms["optimizer/lazy"] = joined(options.lazy, " ");
  terms["optimizer/ema_momentum"] = exact_text(options.ema_momentum);
  terms["optimizer/ema_overwrite_frequency"] = std::to_string(options.ema_overwrite_frequency);
  terms["optimizer/gradient_accumulation_steps"] = std::to_string(options.gradient_accumulation_steps);
}

/// All that the rest of a run depends on and that does not change while it runs. Not among it: how many epochs there
/// are to be, threads, and what is printed.
template <class Trainer, class Inputs>
Metadata run_terms(const Trainer& trainer, const Dataset<Inputs>& train, const FitOptions<Inputs>& options) {
  Metadata terms{
      {"fit/batch_size", size_text(options.batch_size)},
      {"fit/shuffle_buffer", size_text(options.shuffle_buffer)},
      {"fit/steps_per_epoch", std::to_string(options.steps_per_epoch)},
      {"fit/bucket_boundaries", joined(options.bucket_boundaries, [](Index length) { return std::to_string(length); })},
      {"fit/tokens_per_batch", size_text(options.tokens_per_batch)},
      {"fit/padding", std::string(padding_name(padding_of(trainer.model())))},
      {"fit/seed", std::to_string(options.seed)},
      {"fit/validation_split", exact_text(options.validation_split)},
      {"fit/validation_freq", std::to_string(options.validation_freq)},
      {"fit/class_weight", class_weight_text(options.class_weight)},
      {"regularizers", trainer.weight_penalty().text()},
      {"constraints", trainer.weight_constraints().text()},
  };
  const auto& rule = trainer.optimizer().rule();
  add_part_terms(terms, "loss", Trainer::Loss::type_name, trainer.loss());
  add_part_terms(terms, "optimizer", std::remove_cvref_t<decltype(rule)>::type_name, rule);
  terms["optimizer/learning_rate"] = rule.learning_rate().text();
  add_optimizer_terms(terms, common_options(rule));
  std::size_t k = 0;
  std::apply(
      [&](const auto&... metric) { (add_part_terms(terms, concat("metric_", k++), metric.name(), metric), ...); },
      trainer.metrics());
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
