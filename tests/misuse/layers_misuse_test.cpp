// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "misuse.hpp"
#include "models.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

using Matrix = Tensor<float, 2>;

Matrix matrix(Index rows, Index columns) { return filled(rows, columns, 0.5F); }

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
  auto tape = make_tape(layer, Purpose::inference);
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

}  // namespace

TEST_CASE("a layer that is used wrongly says what docs/errors.md says") { check_misuses("Layers", layers); }
