// SPDX-License-Identifier: MIT
#include "support/examples.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <numeric>
#include <weft/initializers/uniform.hpp>
#include <weft/system/output.hpp>

namespace bench {
namespace {

std::size_t bytes_of(const weft::Dataset<weft::IdLists>& data) {
  std::size_t sum = sizeof(double) * static_cast<std::size_t>(data.targets.rows().size());
  for (const auto& ids : data.inputs) sum += sizeof ids + sizeof(int) * ids.capacity();
  return sum;
}

weft::Dataset<weft::IdLists> generated_part(Index count, weft::Rng& rng) {
  const double mean = 344, median = 253, longest = 3944;
  const double deviation = std::sqrt(2 * std::log(mean / median));  // of the logarithm
  weft::IdLists lists;
  std::vector<int> labels;
  for (Index k = 0; k < count; ++k) {
    const double length = std::clamp(median * std::exp(deviation * rng.normal()), 10.0, longest);
    std::vector<int> ids(static_cast<std::size_t>(length));
    for (int& id : ids) id = static_cast<int>(std::exp(rng.uniform(0, std::log(vocabulary))));
    lists.push_back(std::move(ids));
    labels.push_back(static_cast<int>(rng.below(2)));
  }
  return {std::move(lists), labels};
}

using Numbers = std::vector<std::int32_t>;

void append_lengths(const weft::Dataset<weft::IdLists>& data, Numbers& numbers) {
  for (const auto& ids : data.inputs) numbers.push_back(static_cast<std::int32_t>(ids.size()));
}
void append_labels(const weft::Dataset<weft::IdLists>& data, Numbers& numbers) {
  for (Index k = 0; k < data.size(); ++k) numbers.push_back(*data.targets.row(k) > 0 ? 1 : 0);
}
void append_ids(const weft::Dataset<weft::IdLists>& data, Numbers& numbers) {
  for (const auto& ids : data.inputs) numbers.insert(numbers.end(), ids.begin(), ids.end());
}

Numbers read_numbers(const std::filesystem::path& path) {
  auto file = weft::in_classic_locale<std::ifstream>(path, std::ios::binary);
  Numbers numbers(file ? std::filesystem::file_size(path) / sizeof(Numbers::value_type) : 0);
  file.read(reinterpret_cast<char*>(numbers.data()), static_cast<std::streamsize>(4 * numbers.size()));
  if (!file || numbers.size() < 2) throw weft::FileError(path, "cannot be read");
  return numbers;
}

}  // namespace

std::size_t Experiment::bytes() const { return bytes_of(train) + bytes_of(test); }

Index tokens_in(const weft::Dataset<weft::IdLists>& data) {
  return std::accumulate(data.inputs.begin(), data.inputs.end(), Index{0},
                         [](Index sum, const auto& ids) { return sum + std::ssize(ids); });
}

Experiment generated(Index train_count, Index test_count) {
  weft::Rng rng(42);
  auto train = generated_part(train_count, rng);
  return {"ids drawn by formula, as long as IMDB's", std::move(train), generated_part(test_count, rng)};
}

Experiment experiment(Index train_count, Index test_count) {
  if (auto real = reviews(train_count, test_count)) return std::move(*real);
  return generated(train_count, test_count);
}

void write(const Experiment& experiment, const std::filesystem::path& path) {
  Numbers numbers{static_cast<std::int32_t>(experiment.train.size()),
                  static_cast<std::int32_t>(experiment.test.size())};
  for (const auto append : {append_lengths, append_labels, append_ids}) {
    append(experiment.train, numbers);
    append(experiment.test, numbers);
  }
  auto file = weft::in_classic_locale<std::ofstream>(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(numbers.data()), static_cast<std::streamsize>(4 * numbers.size()));
  weft::flush_or_throw(file, path.string());
}

Experiment read(const std::filesystem::path& path) {
  const Numbers numbers = read_numbers(path);
  const Index counts[] = {numbers[0], numbers[1]}, all = counts[0] + counts[1];
  auto length = numbers.begin() + 2;
  auto label = length + all, id = label + all;
  const auto part = [&](Index count) {
    weft::IdLists lists;
    const std::vector<int> labels(label, label + count);
    for (Index k = 0; k < count; ++k, id += *length++) lists.emplace_back(id, id + *length);
    label += count;
    return weft::Dataset<weft::IdLists>(std::move(lists), labels);
  };
  auto train = part(counts[0]);
  return {path.string(), std::move(train), part(counts[1])};
}

weft::Tokens tokens(Index batch, Index steps, weft::Rng& rng, Index distinct) {
  weft::Tokens x;
  x.packing.assign(std::vector<Index>(static_cast<std::size_t>(batch), steps));
  for (Index r = 0; r < x.packing.rows(); ++r)
    x.ids.push_back(static_cast<int>(rng.below(static_cast<std::uint64_t>(distinct))));
  return x;
}

weft::PackedSequence<float> sequence(Index batch, Index steps, Index features, weft::Rng& rng) {
  weft::PackedSequence<float> x;
  x.packing.assign(std::vector<Index>(static_cast<std::size_t>(batch), steps));
  x.values.resize(batch * steps, features);
  for (Index k = 0; k < batch * steps * features; ++k) x.values.data()[k] = static_cast<float>(rng.uniform(-1, 1));
  return x;
}

weft::Tensor<float, 2> matrix(Index rows, Index columns, weft::Rng& rng) {
  weft::Tensor<float, 2> m(rows, columns);
  weft::RandomUniform{-1, 1}(m, rng);
  return m;
}

}  // namespace bench
