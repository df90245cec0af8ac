// SPDX-License-Identifier: MIT
// A consumer that uses all there is, in float and in double: what of the headers warns, warns here.
#include <filesystem>
#include <iostream>
#include <sstream>
#include <weft/testing/gradient_check.hpp>
#include <weft/weft.hpp>

namespace {

constexpr const char *checkpoint = "everything.checkpoint", *weights = "everything.safetensors";

/// The target tells whether the word 1 is in the sentence.
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

/// What a trainer does about weights, and which batches it makes.
void use_trainer() {
  weft::Rng rng{7};
  weft::Sequential model{rng, weft::Embedding{8, 4}, weft::GRU{3}, weft::Dense{1, weft::sigmoid}};
  weft::Trainer trainer{model, weft::Adam{{}, {.lazy = {"embeddings"}}}, weft::BinaryCrossentropy{}, weft::AUC{}};
  trainer.regularize({{"gru/kernel", weft::L2(1e-4)}, {"dense/kernel", weft::L1(1e-4)}});
  trainer.constrain({{"gru/kernel", weft::MaxNorm{}},
                     {"recurrent_kernel", weft::MinMaxNorm{}},
                     {"dense/kernel", weft::UnitNorm{}},
                     {"dense/bias", weft::NonNeg{}}});
  const auto data = sentences(40);
  const auto history = trainer.fit(data, {.epochs = 2,
                                          .initial_epoch = 3,
                                          .steps_per_epoch = 3,
                                          .bucket_boundaries = {3},
                                          .tokens_per_batch = 20,
                                          .verbose = weft::Verbose::silent});
  std::cout << history["loss"].back() << ' ' << trainer.evaluate(data)["auc"] << '\n';
}

/// The same for examples of numbers, `steps` of them one after another.
template <class Scalar> weft::Dataset<weft::Tensor<Scalar, 3>> series(weft::Index count, weft::Index steps) {
  weft::Rng rng{2};
  weft::Tensor<Scalar, 3> x(count, steps, 3);
  weft::RandomUniform{-1, 1}(x, rng);
  weft::Tensor<float, 2> targets(count, 1);
  for (weft::Index k = 0; k < count; ++k) targets(k, 0) = x(k, 0, 0) > 0 ? 1.0F : 0.0F;
  return {x, targets};
}

template <class Model, class Inputs> void use(Model& model, const weft::Dataset<Inputs>& data) {
  weft::ThreadPool pool{2};
  std::ostringstream progress;
  weft::FitOptions<Inputs> options{.epochs = 2, .batch_size = 8, .validation = &data, .pool = &pool};
  options.verbose = weft::Verbose::bar;
  options.output = &progress;
  const auto go_on = [](const weft::EpochResult&) { return weft::Proceed::go_on; };
  const weft::LambdaCallback remembers{.save = [] { return std::string("text"); },
                                       .restore = [](const std::string&) {}};
  const weft::Adam adam{{.learning_rate = 2e-3}, {.global_clipnorm = 1}};
  weft::Trainer trainer{model, adam, weft::BinaryCrossentropy{}, weft::Accuracy{}};
  const auto history = trainer.fit(data, options, go_on, remembers);
  std::cout << history.table() << history["val_loss"].back() << ' ' << trainer.evaluate(data)["accuracy"] << ' '
            << trainer.predict(data.inputs)(0, 0) << '\n';
  weft::fit(model, data, options, go_on);
  std::cout << weft::summary(model) << weft::parameter_count(model) << ' '
            << weft::evaluate(model, data, {.batch_size = weft::everything})["loss"] << ' '
            << weft::predict(model, data.inputs)(0, 0) << '\n';
#if __has_include(<nlohmann/json.hpp>)
  weft::fit(trainer, data, options, weft::Checkpoints{.path = checkpoint, .every_batches = 1}, remembers);
  options.epochs = 3;
  weft::Trainer faster{model, weft::Adam{{.learning_rate = 3e-3}, {.global_clipnorm = 1}}, trainer.loss(),
                       weft::Accuracy{}};
  weft::resume(faster, data, options, {.path = checkpoint, .may_differ = {"optimizer/learning_rate"}}, remembers);
  weft::fit(model, data, options, weft::Checkpoints{.path = checkpoint});
  weft::resume(model, data, options, {.path = checkpoint});
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
  weft::Dataset<weft::Tensor<Scalar, 2>> flat{first, data.targets};
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
  weft::ModelOptimizer optimizer{model, weft::Adam{}};
  auto gradient = weft::zeros_like(model);
  auto tape = weft::make_tape(model);
  const weft::BinaryCrossentropy loss;
  weft::BinaryAccuracy accuracy;
  const weft::Dataset data = sentences(20);
  for (const auto& batch : weft::batches(data, {.batch_size = 8}, rng)) {
    const auto& p = model.forward(batch.inputs, tape);
    const auto [value, dp] = weft::loss_gradient(loss, p, batch.targets);
    for (weft::Index row = 0; row < batch.targets.count(); ++row)
      accuracy.update(std::span<const float>(&p(row, 0), 1), static_cast<int>(*batch.targets.row(row)));
    weft::set_zero(gradient);
    model.backward(batch.inputs, dp, tape, gradient);
    optimizer.step(model, gradient);
    std::cout << value << ' ' << weft::global_norm(gradient) << '\n';
  }
  std::cout << accuracy.result() << '\n';
}

template <class Scalar> weft::Tensor<Scalar, 2> row_of(const std::array<Scalar, 3>& numbers) {
  weft::Tensor<Scalar, 2> row(1, 3);
  std::copy(numbers.begin(), numbers.end(), row.data());
  return row;
}

/// The losses of one row, and their derivatives.
template <class Scalar> void use_losses() {
  const weft::Tensor<Scalar, 2> p = row_of<Scalar>({Scalar(0.2), Scalar(0.5), Scalar(0.3)});
  const weft::TargetRows numbers(row_of<Scalar>({0, 1, 0})), one_class(std::vector<int>{1});
  const auto say = [&](const weft::TargetRows& targets, const auto&... loss) {
    ((std::cout << weft::loss_gradient(loss, p, targets).value << ' '), ...);
    std::cout << '\n';
  };
  say(numbers, weft::MeanSquaredError{}, weft::MeanAbsoluteError{}, weft::MeanAbsolutePercentageError{},
      weft::MeanSquaredLogarithmicError{}, weft::Huber{}, weft::LogCosh{}, weft::KLDivergence{}, weft::Poisson{},
      weft::Hinge{}, weft::SquaredHinge{}, weft::CategoricalHinge{}, weft::CosineSimilarity{}, weft::Dice{},
      weft::Tversky{}, weft::BinaryCrossentropy{}, weft::BinaryFocalCrossentropy{}, weft::CategoricalCrossentropy{},
      weft::CategoricalFocalCrossentropy{});
  say(one_class, weft::SparseCategoricalCrossentropy{});
  const std::span<const Scalar> logits(p.data(), 3);
  std::cout << weft::CTCDecoder{}.greedy(logits, 3).labels.size() << '\n';
}

/// A step of each optimizer, with some of the schedules.
template <class Scalar> void use_optimizers() {
  weft::Dense<Scalar> layer{2};
  weft::Rng rng{6};
  layer.build(3, rng);
  const weft::Dense<Scalar> gradient = layer;
  const auto step = [&](const auto&... rule) { (weft::ModelOptimizer(layer, rule).step(layer, gradient), ...); };
  const weft::CosineDecay cosine{.initial_learning_rate = 1e-2, .decay_steps = 100};
  const weft::ExponentialDecay exponential{.initial_learning_rate = 1e-2, .decay_steps = 10, .decay_rate = 0.5};
  step(weft::SGD{{.learning_rate = cosine, .momentum = 0.9}}, weft::RMSprop{}, weft::Adam{{.amsgrad = true}},
       weft::AdamW{}, weft::Adamax{}, weft::Nadam{}, weft::Adagrad{}, weft::Adadelta{},
       weft::Adafactor{{.learning_rate = exponential}}, weft::Ftrl{}, weft::Lamb{},
       weft::Lion{{}, {.ema_momentum = 0.99}});
  std::cout << weft::global_norm(layer) << '\n';
}

/// Metrics of classes and of numbers, callbacks, and a plot of the history.
template <class Scalar> void use_metrics_and_callbacks() {
  weft::Rng rng{7};
  weft::Sequential classes{rng, weft::Input{3}, weft::Dense<Scalar>{3, weft::softmax}};
  weft::Tensor<Scalar, 2> x(12, 3);
  weft::RandomUniform{-1, 1}(x, rng);
  std::vector<int> wanted(12);
  for (std::size_t k = 0; k < wanted.size(); ++k) wanted[k] = static_cast<int>(k % 3);
  weft::Trainer trainer{classes,
                        weft::Adam{{.learning_rate = 0.05}},
                        weft::SparseCategoricalCrossentropy{},
                        weft::Accuracy{},
                        weft::SparseTopKCategoricalAccuracy{2},
                        weft::MeanIoU{3},
                        weft::ConfusionMatrix{3}};
  const auto history =
      trainer.fit(weft::Dataset{x, wanted}, {.epochs = 3, .validation_split = 0.25, .verbose = weft::Verbose::silent},
                  weft::EarlyStopping{{.patience = 5, .restore_best_weights = true}},
                  weft::ReduceLROnPlateau{{.patience = 1}}, weft::CSVLogger{"everything.csv"}, weft::TerminateOnNaN{});
  std::cout << history.table() << history.csv().size() << ' '
            << weft::Chart{{.title = "Loss"}}.add("loss", history["loss"]).svg().size() << '\n';
  weft::Sequential numbers{rng, weft::Input{3}, weft::Dense<Scalar>{1, weft::sigmoid}};
  std::vector<int> halves(12);
  for (std::size_t k = 0; k < halves.size(); ++k) halves[k] = static_cast<int>(k % 2);
  const auto figures =
      weft::evaluate(numbers, weft::Dataset{x, halves}, {}, weft::BinaryCrossentropy{}, weft::AUC{}, weft::Precision{},
                     weft::Recall{}, weft::F1Score{}, weft::R2Score{}, weft::RootMeanSquaredError{},
                     weft::MeanOf{weft::MeanAbsoluteError{}}, weft::PearsonCorrelation{}, weft::TruePositives{});
  for (const auto& figure : figures) std::cout << figure.first << ' ' << figure.second << '\n';
}

void use_text() {
  const std::vector<std::string> texts{"a film, a good film", "no film_ at all, \u00e9t\u00e9"};
  const auto built = weft::SubwordTextEncoder::build_from_corpus(texts, {.target_size = 300});
  built.save("everything.subwords");
  const auto encoder = weft::SubwordTextEncoder::load("everything.subwords");
  std::cout << encoder.vocab_size() << ' ' << encoder.decode(encoder.encode(texts[0])) << '\n';
  weft::TextVectorization words{weft::TextVectorizationOptions{.max_tokens = 10}};
  words.adapt(texts);
  std::cout << words(texts).size() << ' ' << weft::ByteEncoder{}.encode(texts[1]).size() << ' '
            << weft::CharacterEncoder{"a film,god"}.encode(texts[0]).size() << '\n';
}

}  // namespace

int main() {
  use_trainer();
  use_layers<float>();
  use_layers<double>();
  use_streams<float>();
  use_streams<double>();
  use_losses<float>();
  use_losses<double>();
  use_optimizers<float>();
  use_optimizers<double>();
  use_metrics_and_callbacks<float>();
  use_metrics_and_callbacks<double>();
  train_by_hand();
  use_text();
  std::cout << "everything ran\n";
}
