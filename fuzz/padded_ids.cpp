// SPDX-License-Identifier: MIT
// A network takes padded ids of any numbers: a probability for each example, the same in any batch, or
// std::invalid_argument exactly where an id or a label is none.
#include <weft/weft.hpp>

#include "support.hpp"

namespace {

using Model = weft::Sequential<weft::Embedding<float>, weft::Bidirectional<weft::LSTM<float>>, weft::Dense<float>>;

constexpr int vocabulary = 6;

Model make_model(weft::Padding padding) {
  weft::Rng rng(1);
  return Model(rng, weft::Embedding<float>{vocabulary, 2, padding}, weft::Bidirectional{weft::LSTM<float>{3}},
               weft::Dense<float>{1, weft::sigmoid});
}

/// Mostly ids of the vocabulary, and any small number.
int id_from(int byte) { return byte < 240 ? byte % vocabulary : byte - 248; }

bool is_id(int id) { return id >= 0 && id < vocabulary; }

template <class Call> bool is_refused(const Call& call) try {
  call();
  return false;
} catch (const std::invalid_argument&) {
  return true;
}

void check_predictions(const Model& model, const weft::IdTensor& ids, weft::Index batch_size) {
  const auto p = weft::predict(model, ids, {.batch_size = batch_size});
  const auto alone = weft::predict(model, ids, {.batch_size = 1});
  for (weft::Index k = 0; k < p.size(); ++k) {
    fuzz::expect(p(k, 0) >= 0 && p(k, 0) <= 1, "a prediction is a probability");
    fuzz::expect(weft::detail::is_exactly(p(k, 0), alone(k, 0)), "a prediction does not depend on the batch");
  }
}

void check_training(Model trained, const weft::IdTensor& ids, const std::vector<int>& labels) {
  const auto history = weft::fit(trained, weft::Dataset<weft::IdTensor>{ids, labels},
                                 {.batch_size = 3, .verbose = weft::Verbose::silent});
  fuzz::expect(std::isfinite(history.epochs[0].train["loss"]), "the loss is finite");
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  fuzz::plant(*argc, *argv,
              {"\x03\x05\x01\x02"
               "abcdefghijklmnop",
               "\x01\x28\x01\x01"
               "zz",
               "\x02\x02\x01\x03\xF0\xFF\x01\x02"});
  return 0;
}

/// Input: how many examples, steps, the padding, the batch size; the labels; the ids.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Reader reader(data, size);
  const int examples = reader.up_to(7), steps = reader.up_to(60);
  const Model model = make_model(reader.up_to(1) == 0 ? weft::Padding::masked : weft::Padding::unmasked);
  const int batch_size = reader.up_to(4);
  std::vector<int> labels;
  for (int k = 0; k < examples; ++k) labels.push_back(reader.byte() < 250 ? k % 2 : 2);
  weft::IdTensor ids(examples, steps);
  for (weft::Index k = 0; k < ids.size(); ++k) ids.data()[k] = id_from(reader.byte());

  const bool good_ids = std::all_of(ids.data(), ids.data() + ids.size(), is_id);
  const bool refused = is_refused([&] { check_predictions(model, ids, batch_size); });
  fuzz::expect(refused == !(good_ids && batch_size > 0), "what is refused is an id outside the vocabulary");
  const bool good_labels = std::all_of(labels.begin(), labels.end(), [](int y) { return y == 0 || y == 1; });
  const bool untrained = is_refused([&] { check_training(model, ids, labels); });
  fuzz::expect(untrained == !(good_ids && good_labels && examples > 0),
               "training refuses ids and labels that are none");
  return 0;
}
