// SPDX-License-Identifier: MIT
#include <weft/core/detail/pass_record.hpp>

#include <doctest/doctest.h>

#include "training/small_task.hpp"

namespace {

using weft::Index;
using weft::Purpose;
using weft::detail::PassRecord;
using weft::testing::equal_weights;
using weft::testing::small_model;
using Dense = weft::Dense<float>;
using Embedding = weft::Embedding<float>;
using Lengths = std::vector<Index>;
using Matrix = weft::Tensor<float, 2>;
using Model = weft::testing::SmallModel;

Matrix matrix(Index rows, Index columns) { return Matrix(rows, columns).setConstant(0.5F); }

weft::Tokens tokens(const Lengths& lengths) {
  weft::Tokens x;
  x.packing.assign(lengths);
  x.ids.assign(static_cast<std::size_t>(x.packing.rows()), 1);
  return x;
}

weft::PackedSequence<float> sequence(const Lengths& lengths, Index features) {
  weft::PackedSequence<float> x;
  x.packing.assign(lengths);
  x.values.resize_zero(x.packing.rows(), features);
  return x;
}

template <class L> L built(L layer, Index features) {
  weft::Rng rng(1);
  layer.build(features, rng);
  return layer;
}

const Dense dense = built(Dense{2}, 3), same_dense = dense;
const Embedding embedding = built(Embedding{5, 3}, 0);

/// A Dense's pass over [4 x 3], which gave y.
struct DensePass {
  PassRecord pass;
  Matrix x = matrix(4, 3), y = matrix(4, 2);

  DensePass() { pass.record(dense, x, Purpose::training); }
  void begin_backward() { pass.begin_backward(dense, x, &y, y, dense, Purpose::training); }
};

/// An Embedding's over sequences.
struct EmbeddingPass {
  PassRecord pass;
  weft::Tokens x = tokens({3, 2, 2});
  weft::PackedSequence<float> y = sequence({3, 2, 2}, 3);

  EmbeddingPass() { pass.record(embedding, x, Purpose::training); }
  void begin_backward(const weft::Tokens& given, const weft::PackedSequence<float>& dy) {
    pass.begin_backward(embedding, given, &y, dy, embedding, Purpose::training);
  }
};

template <class Call> std::string problem(const Call& call) {
  try {
    call();
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("extents are told of matrices, tokens and sequences, and none of what the library does not know") {
  CHECK(weft::detail::extents(matrix(4, 3)).text() == "[4 x 3]");
  CHECK(weft::detail::extents(tokens({3, 1})).text() == "[4 x 1] for 2 sequences of up to 3 steps");
  CHECK(weft::detail::extents(sequence({3, 1}, 5)).text() == "[4 x 5] for 2 sequences of up to 3 steps");
  CHECK(weft::detail::extents(sequence({3, 1}, 5)) != weft::detail::extents(matrix(4, 5)));
  CHECK(weft::detail::extents(std::string("any")) == weft::detail::Extents{});
}

TEST_CASE("sequences that share rows have other extents than those that do not") {
  auto shared = sequence({2, 1}, 3);
  shared.index = {0, 1, 0};
  CHECK(weft::detail::extents(shared) != weft::detail::extents(sequence({2, 1}, 3)));
}

TEST_CASE("a sequence has as many rows, or places in its index, as its packing calls for") {
  auto x = sequence({2, 1}, 3);
  const auto check = [&] { return problem([&] { weft::check_rows("Layer", x); }); };
  CHECK(check().empty());
  x.values.resize_zero(2, 3);
  CHECK(check() == "Layer: the input has 2 rows; its packing has 3");
  x.index = {0, 1, 1};
  CHECK(check().empty());
  x.index = {0, 1};
  CHECK(check() == "Layer: the input has 2 rows; its packing has 3");
}

TEST_CASE("an index that leaves the rows at either end is refused with its range") {
  auto x = sequence({2, 1}, 3);
  const auto check = [&] { return problem([&] { weft::check_rows("Layer", x); }); };
  x.index = {0, 3, 1};
  CHECK(check() == "Layer: the input's index goes from 0 to 3; it has 3 rows of values");
  x.index = {2, -1, 1};
  CHECK(check() == "Layer: the input's index goes from -1 to 2; it has 3 rows of values");
}

TEST_CASE("a gradient has the shape of its layer, or the parameter that differs is named") {
  CHECK_NOTHROW(weft::detail::check_shapes(dense, same_dense));
  CHECK(problem([] { weft::detail::check_shapes(dense, built(Dense{2}, 4)); }) ==
        "Dense: the gradient of kernel is [4 x 2]; the parameter is [3 x 2]");
}

TEST_CASE("a backward takes its forward once, and a forward may follow") {
  DensePass dense_pass;
  CHECK_NOTHROW(dense_pass.begin_backward());
  CHECK(problem([&] { dense_pass.begin_backward(); }) ==
        "Dense: backward needs a forward with the same tape before it");
  dense_pass.pass.record(dense, dense_pass.x, Purpose::training);
  CHECK_NOTHROW(dense_pass.begin_backward());
}

TEST_CASE("a backward is refused where there was no forward, or one that began and was not recorded") {
  PassRecord fresh;
  CHECK(problem([&] { fresh.begin_backward(dense, matrix(1, 3), nullptr, matrix(1, 2), dense, Purpose::training); }) ==
        "Dense: backward needs a forward with the same tape before it");
  DensePass failed;
  failed.pass.reset();
  CHECK(problem([&] { failed.begin_backward(); }) == "Dense: backward needs a forward with the same tape before it");
}

TEST_CASE("a backward is refused after a forward for inference, and with a tape that is for inference by now") {
  DensePass dense_pass;
  const auto take = [&](Purpose purpose) {
    return problem(
        [&] { dense_pass.pass.begin_backward(dense, dense_pass.x, &dense_pass.y, dense_pass.y, dense, purpose); });
  };
  CHECK(take(Purpose::inference) == "Dense: the tape is for inference; backward needs one for training");
  dense_pass.pass.record(dense, dense_pass.x, Purpose::inference);
  CHECK(take(Purpose::training) == "Dense: backward needs a forward with the same tape before it");
}

TEST_CASE("a backward is refused where the forward was that of another layer, though it is equal") {
  DensePass dense_pass;
  const Matrix& x = dense_pass.x;
  const Matrix& y = dense_pass.y;
  CHECK(problem([&] { dense_pass.pass.begin_backward(same_dense, x, &y, y, dense, Purpose::training); }) ==
        "Dense: the tape's last forward was that of another layer");
}

TEST_CASE("a record that was copied or moved is none of the forward any more, and the copied one still is") {
  DensePass dense_pass;
  DensePass copy = dense_pass;
  CHECK(problem([&] { copy.begin_backward(); }) == "Dense: the tape was copied or moved after its forward");
  CHECK_NOTHROW(dense_pass.begin_backward());
}

TEST_CASE("a backward is refused with an input, an output's or a layer's gradient of other extents than forward's") {
  DensePass dense_pass;
  const auto take = [&](const Matrix& x, const Matrix& dy, const Dense& gradient) {
    return problem([&] { dense_pass.pass.begin_backward(dense, x, &dense_pass.y, dy, gradient, Purpose::training); });
  };
  CHECK(take(matrix(3, 3), matrix(4, 2), dense) == "Dense: backward's input is [3 x 3]; forward's is [4 x 3]");
  CHECK(take(matrix(4, 3), matrix(4, 1), dense) == "Dense: dy is [4 x 1]; the output is [4 x 2]");
  CHECK(take(matrix(4, 3), matrix(4, 2), built(Dense{1}, 3)) ==
        "Dense: the gradient of kernel is [3 x 1]; the parameter is [3 x 2]");
  CHECK(take(matrix(4, 3), matrix(4, 2), same_dense).empty());  // what was refused took nothing
}

TEST_CASE("a backward is refused with sequences of other lengths, though the extents are the same") {
  EmbeddingPass embedding_pass;
  const auto take = [&](const Lengths& x, const Lengths& dy) {
    return problem([&] { embedding_pass.begin_backward(tokens(x), sequence(dy, 3)); });
  };
  const Lengths right{3, 2, 2}, other{3, 3, 1};
  CHECK(take(other, right) == "Embedding: backward's input is packed for other lengths than forward's");
  CHECK(take(right, other) == "Embedding: dy is packed for other lengths than the output");
  CHECK(take({2, 3, 2}, right) == "Embedding: backward's input is packed for other lengths than forward's");
  CHECK(take(right, right).empty());
}

TEST_CASE("a dy of two parts is refused where one of them has other extents or lengths, and the part is named") {
  using Sequences = weft::LSTM<float, weft::Returns::sequences>;
  const auto both = built(weft::Bidirectional{Sequences(2), weft::merge_mode_none}, 3);
  const auto x = sequence({3, 2, 2}, 3), y = sequence({3, 2, 2}, 2);
  auto gradient = weft::zeros_like(both);
  auto tape = weft::make_tape(both);
  both.forward(x, tape);
  const auto backward = [&](const weft::PackedSequence<float>& forward_dy,
                            const weft::PackedSequence<float>& backward_dy) {
    return problem([&] { both.backward(x, {forward_dy, backward_dy}, tape, gradient); });
  };
  CHECK(
      backward(sequence({3, 2, 2}, 1), y) ==
      "Bidirectional: dy/forward is [7 x 1] for 3 sequences of up to 3 steps; the output is [7 x 2] for 3 sequences of "
      "up to 3 steps");
  CHECK(backward(y, sequence({3, 3, 1}, 2)) ==
        "Bidirectional: dy/backward is packed for other lengths than the output");
  CHECK(backward(y, y).empty());
}

TEST_CASE("a backward that is refused changes nothing, and the right one may follow") {
  const Model model = small_model();
  weft::Rng rng(1);
  const Model wider(rng, Embedding{8, 4}, weft::Bidirectional<weft::LSTM<float>>{weft::LSTM<float>{7}},
                    Dense{6, weft::relu}, Dense{1, weft::sigmoid});
  Model gradient = weft::zeros_like(model), expected = gradient, other = weft::zeros_like(wider);
  Model::Tape tape, fresh;
  const weft::Tokens x = tokens({3, 1});
  model.forward(x, tape);
  CHECK_THROWS_AS(model.backward(tokens({2}), matrix(2, 1), tape, gradient), std::invalid_argument);
  CHECK_THROWS_AS(model.backward(x, matrix(3, 1), tape, gradient), std::invalid_argument);
  CHECK_THROWS_AS(model.backward(x, matrix(2, 1), tape, other), std::invalid_argument);
  CHECK(equal_weights(gradient, weft::zeros_like(model)));
  CHECK(equal_weights(other, weft::zeros_like(wider)));
  model.backward(x, matrix(2, 1), tape, gradient);
  model.forward(x, fresh);
  model.backward(x, matrix(2, 1), fresh, expected);
  CHECK(equal_weights(gradient, expected));
}

TEST_CASE("a forward that failed halfway has no backward") {
  const Model model = small_model();
  Model faulty = model, gradient = weft::zeros_like(model);
  faulty.layer<3>().bias.resize(2);
  Model::Tape tape;
  model.forward(tokens({2}), tape);
  CHECK_THROWS_AS(faulty.forward(tokens({2}), tape), std::invalid_argument);
  CHECK_THROWS_WITH(model.backward(tokens({2}), matrix(1, 1), tape, gradient),
                    "Sequential: backward needs a forward with the same tape before it");
}
