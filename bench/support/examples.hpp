// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <weft/core/packed_sequence.hpp>
#include <weft/data/dataset.hpp>
#include <weft/random/random.hpp>

/// Inputs to measure with.
namespace bench {

using weft::Index;

inline constexpr Index vocabulary = 8185;  // the experiment's

/// The experiment's two parts, in ids; the train part in the order of its epoch's shuffle.
struct Experiment {
  std::string source;  ///< where they come from, in one phrase
  weft::Dataset<weft::IdLists> train, test;

  /// Memory that the examples take.
  std::size_t bytes() const;
};

/// How many ids there are.
Index tokens_in(const weft::Dataset<weft::IdLists>& data);

/// So many of IMDB's reviews, from the folder that the environment variable WEFT_IMDB_DIR names, with the subwords in
/// its file *.subwords or, without one, those that suit its train texts. None if the variable is not set, or this was
/// built without OpenSSL. Throws weft::FileError when what it names is not as it should be.
std::optional<Experiment> reviews(Index train_count, Index test_count);

/// Ids drawn by formula: lengths log-normal with mean 344 and median 253, at most 3,944, as IMDB's are; id k about as
/// often as 1 / k. Labels are drawn too.
Experiment generated(Index train_count, Index test_count);

/// The reviews if they are there, else generated ids.
Experiment experiment(Index train_count, Index test_count);

/// A file that every peer reads: 32-bit integers; the number of train and of test examples, then all lengths, all
/// labels, all ids, train first.
void write(const Experiment& experiment, const std::filesystem::path& path);
Experiment read(const std::filesystem::path& path);

/// A batch of equally long sequences of ids drawn evenly from the first so many.
weft::Tokens tokens(Index batch, Index steps, weft::Rng& rng, Index distinct = vocabulary);

/// The same of numbers from [-1, 1).
weft::PackedSequence<float> sequence(Index batch, Index steps, Index features, weft::Rng& rng);
weft::Tensor<float, 2> matrix(Index rows, Index columns, weft::Rng& rng);

}  // namespace bench
