// SPDX-License-Identifier: MIT
// A consumer that uses all there is, in float and in double: what of the headers warns, warns here.
#include <filesystem>
#include <iostream>
#include <sstream>
#include <weft/testing/gradient_check.hpp>
#include <weft/weft.hpp>

namespace {

constexpr const char *checkpoint = "everything.checkpoint", *weights = "everything.safetensors";

/// The label tells whether the word 1 is in the sentence.
weft::Dataset<weft::IdLists> sentences(int count) {
  weft::IdLists ids;
  std::vector<int> labels;
  for (int k = 0; k < count; ++k) {
    ids.push_back({2 + k % 5, k % 2 == 0 ? 1 : 7, 2 + k % 3});
    if (k % 3 == 0) ids.back().push_back(3);
    labels.push_back(k % 2 == 0 ? 1 : 0);
  }
  return {ids, labels};
}

/// The same for examples of numbers, `steps` of them one after another.
template <class Scalar> weft::Dataset<weft::Tensor<Scalar, 3>> series(weft::Index count, weft::Index steps) {
  weft::Rng rng{2};
  weft::Tensor<Scalar, 3> x(count, steps, 3);
  weft::RandomUniform{-1, 1}(x, rng);
  weft::Tensor<float, 2> labels(count, 1);
  for (weft::Index k = 0; k < count; ++k) labels(k, 0) = x(k, 0, 0) > 0 ? 1.0F : 0.0F;
  return {x, labels};
}

template <class Model, class Inputs> void use(Model& model, const weft::Dataset<Inputs>& data) {
  weft::ThreadPool pool{2};
  std::ostringstream progress;
  weft::FitOptions<Inputs> options{.epochs = 2, .batch_size = 8, .validation = &data, .clip_norm = 1, .pool = &pool};
  options.verbose = weft::Verbose::bar;
  options.output = &progress;
  options.on_epoch_end = [](const weft::EpochResult&) { return weft::Proceed::go_on; };
  options.callback_state = {.save = [] { return std::string("text"); }, .restore = [](const std::string&) {}};
  weft::fit(model, data, options);
  std::cout << weft::summary(model) << weft::parameter_count(model) << ' '
            << weft::evaluate(model, data, {.batch_size = weft::everything}).loss << ' '
            << weft::predict(model, data.inputs)(0, 0) << '\n';
#if __has_include(<nlohmann/json.hpp>)
  weft::fit(model, data, options, weft::Checkpoints{.path = checkpoint, .every_batches = 1});
  options.epochs = 3;
  weft::resume(model, data, options, {.path = checkpoint, .may_differ = {"adam/learning_rate"}});
  std::cout << weft::read_checkpoint_metadata(checkpoint).size() << '\n';
  weft::save(model, weights, {{"by", "everything"}});
  weft::load(model, weights);
#endif
}

template <weft::Layer L> void check(const L& layer, const typename L::Input& x) {
  weft::Rng rng{3};
  std::cout << weft::testing::check_gradient(layer, x, rng).checked << " derivatives\n";
}

template <class Scalar> void use_layers() {
  using Steps = weft::LSTM<Scalar, weft::Returns::sequences>;
  using Last = weft::LSTM<Scalar>;
  weft::Rng rng{1};
  weft::Sequential words{rng,
                         weft::Embedding<Scalar>{8, 4},
                         weft::Bidirectional{Steps{3, weft::return_sequences}},
                         weft::Bidirectional{Last{5}},
                         weft::Dense<Scalar>{4, weft::relu},
                         weft::Dense<Scalar>{3, weft::tanh},
                         weft::Dense<Scalar>{1, weft::sigmoid}};
  use(words, sentences(40));
  weft::IdTensor padded(2, 3);
  padded.setValues({{1, 2, 3}, {4, 0, 0}});
  std::cout << weft::predict(words, padded)(1, 0) << '\n';

  weft::Sequential numbers{rng, weft::Input{3}, Steps{3, weft::return_sequences}, Last{3, weft::Direction::backward},
                           weft::Dense<Scalar>{1, weft::sigmoid}};
  const auto data = series<Scalar>(20, 4);
  use(numbers, data);

  weft::Sequential rows{rng, weft::Input{3}, weft::Dense<Scalar>{2, weft::tanh}, weft::Dense<Scalar>{1}};
  const weft::Tensor<Scalar, 2> first = data.inputs.chip(0, 1);
  weft::Dataset<weft::Tensor<Scalar, 2>> flat{first, data.labels};
  use(rows, flat);
  check(rows, first);

  const std::vector<weft::Index> lengths{2, 4};
  weft::PackedSequence<Scalar> packed;
  weft::pack(series<Scalar>(2, 4).inputs, lengths, packed);
  std::cout << weft::unpack(packed).size() << '\n';
  check(numbers.template layer<0>(), packed);
  check(numbers.template layer<1>(), packed);
}

/// A step at a time, and whole sequences by a frozen model.
template <class Scalar> void use_streams() {
  weft::Rng rng{5};
  const weft::Sequential model{rng, weft::Input{1}, weft::GRU<Scalar>{3}, weft::Dense<Scalar>{1}};
  const weft::Frozen frozen{model};
  weft::Stream stream{frozen};
  weft::Stream copy = stream;
  std::vector<Scalar> state(static_cast<std::size_t>(stream.state_size()));
  stream.copy_state(state);
  copy.set_state(state);
  std::cout << stream.step(Scalar(0.5)) << ' ' << copy.step(Scalar(0.5)) << ' '
            << weft::predict(frozen, weft::Tensor<Scalar, 3>(series<Scalar>(2, 4).inputs.chip(0, 2).reshape(
                                         std::array<weft::Index, 3>{2, 4, 1})))(0, 0)
            << '\n';
  stream.reset();
}

/// The loop that fit runs, written out.
void train_by_hand() {
  weft::Rng rng{4};
  weft::Sequential model{rng, weft::Embedding{8, 4}, weft::LSTM{3}, weft::Dense{1, weft::sigmoid}};
  weft::Adam adam{model};
  auto gradient = weft::zeros_like(model);
  auto tape = weft::make_tape(model);
  const weft::BinaryCrossentropy loss;
  weft::BinaryAccuracy accuracy;
  const weft::Dataset data = sentences(20);
  for (const auto& batch : weft::batches(data, {.batch_size = 8}, rng)) {
    const auto& p = model.forward(batch.inputs, tape);
    const auto [value, dp] = loss(p, batch.labels);
    accuracy.update(p, batch.labels);
    weft::set_zero(gradient);
    model.backward(batch.inputs, dp, tape, gradient);
    adam.step(model, gradient);
    std::cout << value << ' ' << weft::global_norm(gradient) << '\n';
  }
  std::cout << accuracy.result() << '\n';
}

void use_text() {
  const std::vector<std::string> texts{"a film, a good film", "no film_ at all, \u00e9t\u00e9"};
  const auto built = weft::SubwordTextEncoder::build_from_corpus(texts, {.target_size = 300});
  built.save("everything.subwords");
  const auto encoder = weft::SubwordTextEncoder::load("everything.subwords");
  std::cout << encoder.vocab_size() << ' ' << encoder.decode(encoder.encode(texts[0])) << '\n';
}

}  // namespace

int main() {
  use_layers<float>();
  use_layers<double>();
  use_streams<float>();
  use_streams<double>();
  train_by_hand();
  use_text();
  std::cout << "everything ran\n";
}
