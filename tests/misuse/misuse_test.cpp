// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <functional>
#include <limits>
#include <weft/files/safetensors.hpp>
#include <weft/text/subword_encoder.hpp>
#include <weft/weft.hpp>

#include "../text/temporary_folder.hpp"
#include "../training/small_task.hpp"
#include "errors_table.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

using Matrix = Tensor<float, 2>;

/// A call that must be refused, under the name its row in docs/errors.md has.
struct Misuse {
  std::string name;
  std::function<void()> call;
};

Matrix matrix(Index rows, Index columns) { return Matrix(rows, columns).setConstant(0.5F); }

Tokens tokens(const std::vector<Index>& lengths) {
  Tokens x;
  x.packing.assign(lengths);
  x.ids.assign(static_cast<std::size_t>(x.packing.rows()), 1);
  return x;
}

PackedSequence<float> sequence(const std::vector<Index>& lengths, Index features) {
  PackedSequence<float> x;
  x.packing.assign(lengths);
  x.values.resize_zero(x.packing.rows(), features);
  return x;
}

template <class L> L built(L layer, Index input_features) {
  Rng rng(1);
  layer.build(input_features, rng);
  return layer;
}

const Dense<float> dense = built(Dense<float>{2}, 3);
const LSTM<float> lstm = built(LSTM<float>{2}, 3);
const Embedding<float> embedding = built(Embedding<float>{5, 3}, 0);
const Bidirectional<LSTM<float>> bidirectional = built(Bidirectional{LSTM<float>{2}}, 3);
const auto two_outputs = built(Bidirectional{LSTM<float>{2}, merge_mode_none}, 3);
const SmallModel model = small_model();

template <class L> void forward(const L& layer, const typename L::Input& x) {
  typename L::Tape tape;
  layer.forward(x, tape);
}

/// Forward over x, then backward with the other arguments.
template <class L>
void backward(const L& layer, const typename L::Input& x, const typename L::Input& backward_x,
              const typename L::Output& dy, const L& shape) {
  typename L::Tape tape;
  L gradient = zeros_like(shape);
  layer.forward(x, tape);
  layer.backward(backward_x, dy, tape, gradient);
}
template <class L> void backward(const L& layer, const typename L::Input& x, const typename L::Output& dy) {
  backward(layer, x, x, dy, layer);
}

template <class L> void backward_twice(const L& layer, const typename L::Input& x, const typename L::Output& dy) {
  typename L::Tape tape;
  L gradient = zeros_like(layer);
  layer.forward(x, tape);
  layer.backward(x, dy, tape, gradient);
  layer.backward(x, dy, tape, gradient);
}

template <class L>
void backward_for_inference(const L& layer, const typename L::Input& x, const typename L::Output& dy) {
  auto tape = make_tape(layer, nullptr, Purpose::inference);
  L gradient = zeros_like(layer);
  layer.forward(x, tape);
  layer.backward(x, dy, tape, gradient);
}

template <class L> void backward_alone(const L& layer, const typename L::Input& x, const typename L::Output& dy) {
  typename L::Tape tape;
  L gradient = zeros_like(layer);
  layer.backward(x, dy, tape, gradient);
}

void backward_of_a_copy() {
  const SmallModel copy = model;
  SmallModel gradient = zeros_like(model);
  SmallModel::Tape tape;
  model.forward(tokens({2}), tape);
  copy.backward(tokens({2}), matrix(1, 1), tape, gradient);
}

void backward_with_a_moved_tape() {
  SmallModel gradient = zeros_like(model);
  SmallModel::Tape tape;
  model.forward(tokens({2}), tape);
  SmallModel::Tape moved = std::move(tape);
  model.backward(tokens({2}), matrix(1, 1), moved, gradient);
}

template <class L, class Change> L changed(L layer, const Change& change) {
  change(layer);
  return layer;
}

SmallModel wider_model() {
  Rng rng(1);
  return SmallModel(rng, Embedding<float>{8, 4}, Bidirectional<LSTM<float>>{LSTM<float>{7}}, Dense<float>{6, relu},
                    Dense<float>{1, sigmoid});
}

SmallModel model_with(float number) {
  return changed(model, [&](SmallModel& m) { m.layer<2>().kernel(1, 2) = number; });
}

const std::vector<Misuse> layers{
    {"a Dense of no units", [] { Dense{0}; }},
    {"an LSTM of no units", [] { LSTM{-1}; }},
    {"an LSTM of more units than can be counted with", [] { LSTM{everything}; }},
    {"an Embedding of no tokens",
     [] {
       Embedding{0, 4};
     }},
    {"an Embedding of no features",
     [] {
       Embedding{4, 0};
     }},
    {"a Bidirectional of two layers that go the same way",
     [] {
       Bidirectional{LSTM{4}, LSTM{4}};
     }},
    {"a Bidirectional that adds outputs of other units",
     [] {
       Bidirectional{LSTM{4}, LSTM{3, {.go_backwards = true}}, MergeMode::sum};
     }},
    {"a first layer that is not told its features",
     [] {
       built(Sequential{LSTM{4}, Dense{1}}, 0);
     }},
    {"a built layer for other features",
     [] {
       Rng rng(1);
       Sequential{rng, weft::Input{4}, dense};
     }},
    {"a Dense that is not built", [] { forward(Dense<float>{2}, matrix(1, 3)); }},
    {"an LSTM that is not built", [] { forward(LSTM<float>{2}, sequence({2}, 3)); }},
    {"an Embedding that is not built",
     [] {
       forward(Embedding<float>{5, 3}, tokens({2}));
     }},
    {"a Dense's parameters set to other sizes",
     [] { forward(changed(dense, [](auto& d) { d.bias.resize(1); }), matrix(1, 3)); }},
    {"an LSTM's parameters set to other sizes",
     [] { forward(changed(lstm, [](auto& l) { l.kernel.resize(3, 4); }), sequence({2}, 3)); }},
    {"an Embedding's table set to another size",
     [] { forward(changed(embedding, [](auto& e) { e.embeddings.resize(4, 3); }), tokens({2})); }},
    {"a Dense's input with other features", [] { forward(dense, matrix(1, 4)); }},
    {"an LSTM's input with other features",
     [] {
       forward(lstm, sequence({2, 1}, 4));
     }},
    {"a Bidirectional's input with other features",
     [] {
       forward(bidirectional, sequence({2, 1}, 4));
     }},
    {"a token id outside the vocabulary",
     [] { forward(embedding, changed(tokens({2}), [](Tokens& x) { x.ids[1] = 5; })); }},
    {"a batch that was packed for the other padding",
     [] { forward(embedding, changed(tokens({2}), [](Tokens& x) { x.padding = Padding::unmasked; })); }},
    {"fewer ids than the packing has rows",
     [] {
       forward(embedding, changed(tokens({2, 1}), [](Tokens& x) { x.ids.pop_back(); }));
     }},
    {"fewer rows than the packing has",
     [] {
       forward(lstm, changed(sequence({2, 1}, 3), [](auto& x) { x.values.resize_zero(2, 3); }));
     }},
    {"an index shorter than the packing",
     [] {
       forward(lstm, changed(sequence({2, 1}, 3), [](auto& x) { x.index = {0}; }));
     }},
    {"an index beyond the values",
     [] {
       forward(lstm, changed(sequence({2, 1}, 3), [](auto& x) { x.index = {0, 3, 0}; }));
     }},
    {"a Packing of a negative length",
     [] {
       tokens({2, -1});
     }},
    {"a Packing of more rows than can be counted",
     [] {
       tokens({everything, 1});
     }},
    {"lengths for another number of sequences",
     [] {
       PackedSequence<float> packed;
       pack(Tensor<float, 3>(2, 4, 3), std::vector<Index>{4}, packed);
     }},
    {"a length beyond the tensor's steps",
     [] {
       PackedSequence<float> packed;
       pack(Tensor<float, 3>(2, 4, 3), std::vector<Index>{4, 5}, packed);
     }},
    {"a Dense's backward without a forward", [] { backward_alone(dense, matrix(1, 3), matrix(1, 2)); }},
    {"an Embedding's backward without a forward", [] { backward_alone(embedding, tokens({2}), sequence({2}, 3)); }},
    {"an LSTM's backward without a forward", [] { backward_alone(lstm, sequence({2}, 3), matrix(1, 2)); }},
    {"a Bidirectional's backward without a forward",
     [] { backward_alone(bidirectional, sequence({2}, 3), matrix(1, 4)); }},
    {"a model's backward without a forward", [] { backward_alone(model, tokens({2}), matrix(1, 1)); }},
    {"a model's backward with a tape for inference", [] { backward_for_inference(model, tokens({2}), matrix(1, 1)); }},
    {"an LSTM's backward with a tape for inference",
     [] { backward_for_inference(lstm, sequence({2}, 3), matrix(1, 2)); }},
    {"a Bidirectional's backward with a tape for inference",
     [] { backward_for_inference(bidirectional, sequence({2}, 3), matrix(1, 4)); }},
    {"a Dense's backward twice", [] { backward_twice(dense, matrix(1, 3), matrix(1, 2)); }},
    {"an LSTM's backward twice", [] { backward_twice(lstm, sequence({2}, 3), matrix(1, 2)); }},
    {"a Bidirectional's backward twice", [] { backward_twice(bidirectional, sequence({2}, 3), matrix(1, 4)); }},
    {"a model's backward twice", [] { backward_twice(model, tokens({2}), matrix(1, 1)); }},
    {"backward with the tape of another model", backward_of_a_copy},
    {"backward with a tape that was moved", backward_with_a_moved_tape},
    {"a Dense's backward with an input of other extents",
     [] { backward(dense, matrix(1, 3), matrix(2, 3), matrix(2, 2), dense); }},
    {"a model's backward with an earlier batch",
     [] {
       backward(model, tokens({3, 1}), tokens({2}), matrix(1, 1), model);
     }},
    {"a model's backward with other lengths",
     [] {
       backward(model, tokens({3, 3, 1}), tokens({3, 2, 2}), matrix(3, 1), model);
     }},
    {"a Dense's dy of other extents", [] { backward(dense, matrix(1, 3), matrix(2, 2)); }},
    {"an LSTM's dy of other extents",
     [] {
       backward(lstm, sequence({3, 1}, 3), matrix(1, 2));
     }},
    {"a Bidirectional's dy of other extents",
     [] {
       backward(bidirectional, sequence({3, 1}, 3), matrix(2, 2));
     }},
    {"a dy of other extents for one of a Bidirectional's two outputs",
     [] {
       backward(two_outputs, sequence({3, 1}, 3), {matrix(2, 2), matrix(2, 4)});
     }},
    {"an Embedding's dy of other extents",
     [] {
       backward(embedding, tokens({3, 1}), sequence({3, 1}, 3));
     }},
    {"a model's dy of other extents",
     [] {
       backward(model, tokens({3, 1}), matrix(3, 1));
     }},
    {"a layer's gradient of another shape",
     [] { backward(dense, matrix(1, 3), matrix(1, 3), matrix(1, 2), built(Dense<float>{2}, 4)); }},
    {"a model's gradient of another shape",
     [] { backward(model, tokens({2}), tokens({2}), matrix(1, 1), wider_model()); }},
};

Matrix ones(Index rows, Index columns) { return Matrix(rows, columns).setConstant(1.0F); }

const Dataset<IdLists> task = small_task(6, 1);

void fit_with(const FitOptions<IdLists>& options) {
  SmallModel trained = model;
  fit(trained, task, options);
}
void fit_on(const Dataset<IdLists>& data) {
  SmallModel trained = model;
  fit(trained, data, {.verbose = Verbose::silent});
}
void fit_on_signals(const Dataset<Tensor<float, 3>>& data, const Dataset<Tensor<float, 3>>& validation) {
  SignalModel trained = signal_model();
  fit(trained, data, {.validation = &validation, .verbose = Verbose::silent});
}
void adam_with(const AdamOptions& options) { Adam<SmallModel>{model, options}; }
void step(SmallModel trained, const SmallModel& gradient) { Adam<SmallModel>{model}.step(trained, gradient); }

const std::vector<Misuse> training{
    {"labels of another shape", [] { BinaryCrossentropy{}(matrix(3, 1), ones(2, 1)); }},
    {"the loss of an empty batch", [] { BinaryCrossentropy{}(matrix(0, 1), ones(0, 1)); }},
    {"the accuracy of labels of another shape", [] { BinaryAccuracy{}.update(matrix(3, 1), ones(3, 2)); }},
    {"a learning rate that is not positive", [] { adam_with({.learning_rate = 0}); }},
    {"a learning rate that is not finite",
     [] { adam_with({.learning_rate = std::numeric_limits<double>::infinity()}); }},
    {"a beta_1 out of its range", [] { adam_with({.beta_1 = 1}); }},
    {"a beta_2 out of its range", [] { adam_with({.beta_2 = -0.5}); }},
    {"an epsilon that is not positive", [] { adam_with({.epsilon = 0}); }},
    {"an epsilon that is zero in a float", [] { adam_with({.epsilon = 1e-46}); }},
    {"a step with a gradient of another shape", [] { step(model, wider_model()); }},
    {"a step of a model with another one's Adam", [] { step(wider_model(), wider_model()); }},
    {"clipping to a norm that is not positive",
     [] {
       SmallModel gradient = model;
       clip_norm(gradient, 0);
     }},
    {"clipping a gradient that is not finite",
     [] {
       SmallModel gradient = model_with(std::numeric_limits<float>::infinity());
       clip_norm(gradient, 1);
     }},
    {"a data set without examples", [] { fit_on({}); }},
    {"fewer labels than examples",
     [] {
       fit_on({IdLists{{1}, {2}}, std::vector<int>{1}});
     }},
    {"a label that is not 0 or 1",
     [] {
       fit_on({IdLists{{1}, {2}}, std::vector<int>{1, 2}});
     }},
    {"labels for more outputs than the model has",
     [] {
       fit_on({IdLists{{1}, {2}}, ones(2, 3)});
     }},
    {"validation labels for more outputs than the model has",
     [] {
       const Dataset<IdLists> wide{{{1}, {2}}, ones(2, 2)};
       fit_with({.validation = &wide});
     }},
    {"fit on other features", [] { fit_on_signals(small_signals(4, 2, 2, 1), small_signals(4, 2, 2, 1)); }},
    {"validation examples with other features",
     [] { fit_on_signals(small_signals(4, 2, 3, 1), small_signals(4, 2, 2, 1)); }},
    {"fit with another model's Adam",
     [] {
       SmallModel trained = model;
       Adam<SmallModel> adam{wider_model()};
       fit(trained, adam, task, {.verbose = Verbose::silent});
     }},
    {"an example with an id outside the vocabulary",
     [] {
       fit_on({IdLists{{1}, {2, 8}}, std::vector<int>{1, 0}});
     }},
    {"predict with an id outside the vocabulary",
     [] {
       predict(model, IdLists{{1}, {-2}});
     }},
    {"predict with other features", [] { predict(signal_model(), Tensor<float, 3>(2, 4, 2)); }},
    {"predict with a batch size that is not positive", [] { predict(model, IdLists{{1}}, {.batch_size = 0}); }},
    {"a batch size that is not positive", [] { fit_with({.batch_size = 0}); }},
    {"a shuffle buffer that is not positive", [] { fit_with({.shuffle_buffer = 0}); }},
    {"a negative number of epochs", [] { fit_with({.epochs = -1}); }},
    {"a negative norm to clip to", [] { fit_with({.clip_norm = -1}); }},
    {"training that does not stay finite",
     [] {
       SmallModel trained = model_with(std::numeric_limits<float>::quiet_NaN());
       fit(trained, task, {.verbose = Verbose::silent});
     }},
    {"a step that makes a parameter infinite",
     [] {
       Rng rng(1);
       Sequential trained{rng, weft::Input{1}, Dense{1}};
       trained.layer<0>().kernel(0, 0) = 3e38F;
       trained.layer<0>().bias(0) = -4e35F;
       fit(trained, steep_task({1e-3F}),
           {.adam = {.learning_rate = 3e38}, .loss = {BinaryCrossentropy::From::logits}, .verbose = Verbose::silent});
     }},
    {"callbacks whose state is saved and not restored",
     [] { fit_with({.verbose = Verbose::silent, .callback_state = {.save = [] { return std::string(); }}}); }},
    {"a gradient that does not stay finite",
     [] {
       SteepModel trained = steep_model();
       fit(trained, steep_task({3e38F}), {.loss = {BinaryCrossentropy::From::logits}, .verbose = Verbose::silent});
     }},
    {"a ThreadPool of no threads", [] { ThreadPool{0}; }},
    {"less than no task for a ThreadPool", [] { ThreadPool{2}.run(-1, [](Index) {}); }},
};

/// Saves one model and loads the file into another.
void save_and_load(const auto& saved, auto loaded) {
  const TemporaryFolder folder;
  save(saved, folder / "file");
  load(loaded, folder / "file");
}
void load_file(std::string_view content) {
  const TemporaryFolder folder;
  SmallModel loaded = model;
  load(loaded, folder.write("file", content));
}
void load_vocabulary(std::string_view content) {
  const TemporaryFolder folder;
  SubwordTextEncoder::load(folder.write("file", content));
}

const SubwordTextEncoder encoder{{"ab_", "c"}};

const std::vector<Misuse> files{
    {"saving a model that is not built", [] { save(Sequential{Dense{2}}, "nowhere"); }},
    {"saving a model that is not finite", [] { save(model_with(std::numeric_limits<float>::quiet_NaN()), "nowhere"); }},
    {"metadata that are the library's own",
     [] {
       save(model, "nowhere", {{"version", "7"}});
     }},
    {"loading into a model that is not built", [] { save_and_load(model, Sequential{Dense{2}}); }},
    {"loading a model of other sizes", [] { save_and_load(wider_model(), model); }},
    {"loading a model without one of the layers", [] { save_and_load(signal_model(), model); }},
    {"loading a model with more layers",
     [] {
       save_and_load(built(Sequential{Dense{2}, Dense{2}}, 3), built(Sequential{Dense{2}}, 3));
     }},
    {"loading a model whose layers were told otherwise",
     [] {
       Rng rng(1);
       const auto with = [&](Activation activation) { return Sequential{rng, weft::Input{2}, Dense{2, activation}}; };
       save_and_load(with(relu), with(weft::tanh));
     }},
    {"metadata that are a layer's setting",
     [] {
       save(model, "nowhere", {{"model/dense/activation", "tanh"}});
     }},
    {"loading a file that is not there",
     [] {
       const TemporaryFolder folder;
       SmallModel loaded = model;
       load(loaded, folder / "file");
     }},
    {"loading a file that is something else", [] { load_file("some text that is no model"); }},
    {"loading a file that is cut off", [] { load_file("abc"); }},
    {"a vocabulary that is something else", [] { load_vocabulary("some text\n"); }},
    {"a vocabulary with a line that is not quoted",
     [] { load_vocabulary("### SubwordTextEncoder\n### Metadata: {}\n'a'\nb\n"); }},
    {"a vocabulary with a subword twice",
     [] { load_vocabulary("### SubwordTextEncoder\n### Metadata: {}\n'a'\n'a'\n"); }},
    {"an encoder with a subword twice",
     [] {
       SubwordTextEncoder{{"a", "b", "a"}};
     }},
    {"an encoder with an empty subword",
     [] {
       SubwordTextEncoder{{"a", ""}};
     }},
    {"an encoder with a subword that is not UTF-8", [] { SubwordTextEncoder{{"\xFF"}}; }},
    {"decoding an id outside the vocabulary",
     [] {
       encoder.decode(std::vector<int>{1, 259});
     }},
    {"decoding padding before the end",
     [] {
       encoder.decode(std::vector<int>{1, 0, 2});
     }},
    {"saving an encoder without subwords", [] { SubwordTextEncoder{{}}.save("nowhere"); }},
    {"a vocabulary too small for a subword",
     [] { SubwordTextEncoder::build_from_corpus(std::vector<std::string>{"a"}, {.target_size = 257}); }},
    {"a vocabulary from no text", [] { SubwordTextEncoder::build_from_corpus(std::vector<std::string>{}); }},
};

}  // namespace

TEST_CASE("every misuse in docs/errors.md is refused with the message that stands there") {
  std::vector<Misuse> misuses = layers;
  misuses.insert(misuses.end(), training.begin(), training.end());
  misuses.insert(misuses.end(), files.begin(), files.end());
  const std::vector<ErrorRow> rows = errors_table();
  CHECK(rows.size() == misuses.size());
  for (std::size_t k = 0; k < misuses.size(); ++k) {
    const ErrorRow given = refusal(misuses[k].name, misuses[k].call);
    CHECK_MESSAGE((k < rows.size() && rows[k] == given), given.text());
  }
}

TEST_CASE("loading a file that does not fit leaves the model as it was") {
  SmallModel loaded = model;
  const TemporaryFolder folder;
  save(wider_model(), folder / "file");
  CHECK_THROWS_AS(load(loaded, folder / "file"), FileError);
  CHECK(equal_weights(loaded, model));
}
