// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/core/detail/exactly.hpp>
#include <weft/recurrent/bidirectional.hpp>

#include "detail/built_cell.hpp"

namespace {

using weft::Index;
using weft::PackedSequence;
using weft::Returns;
using weft::Tensor;
using weft::testing::GRULayer;
using weft::testing::GRUResetBeforeLayer;
using weft::testing::LSTMLayer;
using weft::testing::random_sequence;
using weft::testing::SimpleRNNLayer;

template <Returns returns> using LSTM = weft::LSTM<double, returns>;
template <Returns returns> using GRU = weft::GRU<double, returns>;
template <Returns returns> using GRUResetBefore = weft::GRU<double, returns, false>;
template <Returns returns> using SimpleRNN = weft::SimpleRNN<double, returns>;

/// The k-th packed sequence in a batch whose others are empty, so that its masks are what they are in the whole batch.
PackedSequence<double> others_empty(const PackedSequence<double>& batch, Index k) {
  PackedSequence<double> one = weft::testing::alone(batch, k);
  std::vector<Index> lengths(static_cast<std::size_t>(batch.packing.batch()), 0);
  lengths[static_cast<std::size_t>(batch.packing.order(k))] = batch.packing.length(k);
  one.packing.assign(lengths);
  return one;
}
Tensor<double, 2> others_empty(const Tensor<double, 2>& rows, Index) { return rows; }

/// What of an output is the k-th packed sequence's, given that the others are empty.
PackedSequence<double> only(const weft::Packing&, const PackedSequence<double>& y, Index) {
  return weft::testing::alone(y, 0);
}
Tensor<double, 2> only(const weft::Packing& packing, const Tensor<double, 2>& y, Index k) {
  return weft::testing::alone(packing, y, k);
}

template <class L> void check_packed_is_each_with_its_masks(const L& layer, const PackedSequence<double>& batch) {
  typename L::Tape tape, tape_of_one;
  L gradient = weft::zeros_like(layer), sum = gradient;
  const typename L::Output y = layer.forward(batch, tape), dy = weft::testing::some_gradient(y);
  const PackedSequence<double> dx = layer.backward(batch, dy, tape, gradient);
  for (Index k = 0; k < batch.packing.batch(); ++k) {
    const PackedSequence<double> one = others_empty(batch, k);
    typename L::Output given = only(batch.packing, layer.forward(one, tape_of_one), k),
                       expected = weft::testing::alone(batch.packing, y, k);
    CHECK_MESSAGE(weft::testing::same_bits(given, expected), "a sequence must not depend on the others");
    PackedSequence<double> dx_given = layer.backward(one, others_empty(dy, k), tape_of_one, sum),
                           dx_expected = weft::testing::alone(dx, k);
    for (std::size_t n = 0; n < weft::testing::numbers(dx_given).size(); ++n)
      CHECK(weft::testing::numbers(dx_given)[n] ==
            doctest::Approx(weft::testing::numbers(dx_expected)[n]).epsilon(1e-12));
  }
  weft::testing::check_close(gradient.kernel, sum.kernel, 1e-11);
  weft::testing::check_close(gradient.recurrent_kernel, sum.recurrent_kernel, 1e-11);
}

/// The masks of a tape whose context stays the same are always the same, so that the laws hold.
template <class L> void check_layer(const L& layer) {
  weft::Rng rng(5);
  const L built = weft::testing::with_biases(layer, 3, rng);
  const std::vector<Index> small{4, 0, 1, 2}, large{3, 9, 1, 0, 9, 5};
  const auto x = random_sequence(small, 3, rng);
  weft::testing::check_laws(built, x, random_sequence(large, 3, rng));
  check_packed_is_each_with_its_masks(built, x);
}

/// With masks of the input, of the state and of both.
template <template <Returns> class L, class Options> void check_all(Options options) {
  for (const auto& [dropout, recurrent_dropout] : {std::pair{0.4, 0.0}, {0.0, 0.3}, {0.4, 0.3}}) {
    options.dropout = dropout;
    options.recurrent_dropout = recurrent_dropout;
    check_layer(L<Returns::last_state>(5, options));
    options.go_backwards = !options.go_backwards;
    check_layer(L<Returns::sequences>(9, options));
  }
}

}  // namespace

TEST_CASE("LSTM keeps the laws of layers with dropout") {
  check_all<LSTM>(weft::LSTMOptions{});
  check_all<LSTM>(weft::LSTMOptions{.activation = weft::softsign, .recurrent_activation = weft::hard_sigmoid});
}

TEST_CASE("GRU keeps the laws of layers with dropout") {
  check_all<GRU>(weft::GRUOptions{});
  check_all<GRUResetBefore>(weft::GRUOptions{.use_bias = false});
  check_all<GRUResetBefore>(weft::GRUOptions{.activation = weft::softmax});
}

TEST_CASE("SimpleRNN keeps the laws of layers with dropout") { check_all<SimpleRNN>(weft::SimpleRNNOptions{}); }

TEST_CASE_TEMPLATE("dropout of rows that are shared is that of rows spelled out", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(6);
  for (const double recurrent_dropout : {0.0, 0.4}) {
    const auto layer =
        weft::testing::with_biases(L(5, {.dropout = 0.3, .recurrent_dropout = recurrent_dropout}), 3, rng);
    auto shared = random_sequence(std::vector<Index>{30, 20, 20}, 3, rng), plain = shared;
    shared.values.resize(4, 3);
    for (Index r = 0; r < shared.packing.rows(); ++r)  // with tails, which must not be taken for constant
      shared.index.push_back(r < 12 ? static_cast<int>(rng.below(4)) : 0);
    for (Index r = 0; r < shared.packing.rows(); ++r) std::copy_n(shared.row(r), 3, plain.values.row(r));
    typename L::Tape tape, plain_tape;
    weft::testing::Pass<L> a(layer, shared, tape), b(layer, plain, plain_tape);
    CHECK(weft::testing::same_bits(a.y, b.y));
    weft::testing::check_close(a.gradient.kernel, b.gradient.kernel, 1e-11);
    weft::testing::check_derivatives(layer, shared);
  }
}

TEST_CASE_TEMPLATE("a sequence's mask of the input is the same at all of its steps", L, LSTMLayer, GRULayer,
                   GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(7);
  const auto layer = weft::testing::with_biases(L(5, {.dropout = 0.5}), 8, rng);
  const auto x = random_sequence(std::vector<Index>{6, 9, 4}, 8, rng);
  typename L::Tape tape;
  weft::testing::Pass<L>(layer, x, tape);
  L gradient = weft::zeros_like(layer);
  const typename L::Output y = layer.forward(x, tape);
  const auto dx = layer.backward(x, weft::testing::some_gradient(y), tape, gradient);
  for (Index k = 0; k < 3; ++k)
    for (Index t = 0; t < x.packing.length(k); ++t)
      for (Index f = 0; f < 8; ++f) {
        const bool is_dropped = weft::detail::is_exactly(tape.dropout.masks.of_gate(0).row(k)[f], 0);
        CHECK(weft::detail::is_exactly(dx.row(x.packing.row(t, k))[f], 0) == is_dropped);
      }
}

TEST_CASE_TEMPLATE("gates share a mask of the input; where the state is dropped too, each has its own of both", L,
                   LSTMLayer, GRULayer, GRUResetBeforeLayer, SimpleRNNLayer) {
  weft::Rng rng(8);
  constexpr Index gates = L::Units::keras_gates;
  const auto x = random_sequence(std::vector<Index>{2, 3}, 40, rng);
  const auto masks = [&](double dropout, double recurrent_dropout) {
    L layer(40, {.dropout = dropout, .recurrent_dropout = recurrent_dropout});
    layer.build(40, rng);
    typename L::Tape tape;
    layer.forward(x, tape);
    return std::pair{tape.dropout.masks, tape.cell.general.masks};
  };
  const auto different = [&](const auto& of_gates) {
    bool result = true;
    for (Index g = 1; g < gates; ++g)
      result =
          result && !std::equal(of_gates.of_gate(g).row(0), of_gates.of_gate(g).row(1), of_gates.of_gate(g - 1).row(0));
    return result;
  };
  const auto none = masks(0, 0), of_input = masks(0.5, 0), of_state = masks(0, 0.5), of_both = masks(0.5, 0.5);
  CHECK(none.first.count() == 0);
  CHECK(none.second.count() == 0);
  CHECK(of_input.first.count() == 1);
  CHECK(of_input.second.count() == 0);
  CHECK(of_state.first.count() == 0);
  CHECK(of_state.second.count() == gates);
  CHECK(of_both.first.count() == gates);
  CHECK(of_both.second.count() == gates);
  CHECK(different(of_state.second));
  CHECK(different(of_both.first));
  CHECK(different(of_both.second));
  CHECK_FALSE(
      std::equal(of_both.first.of_gate(0).row(0), of_both.first.of_gate(0).row(1), of_both.second.of_gate(0).row(0)));
}

namespace {

const weft::LSTMOptions dropped{.dropout = 0.5, .recurrent_dropout = 0.3};

/// The output of a pass with dropout, with random numbers from there.
Tensor<double, 2> output(const LSTMLayer& lstm, const PackedSequence<double>& x, const weft::RandomSource& random,
                         weft::Purpose purpose = weft::Purpose::training) {
  auto tape = weft::make_tape(lstm, {.purpose = purpose, .random = random});
  return lstm.forward(x, tape);
}

/// A layer of given weights, with these options.
LSTMLayer with_options(const weft::LSTMOptions& options) {
  weft::Rng rng(9);
  return weft::testing::with_biases(LSTMLayer(6, options), 3, rng);
}

bool same(Tensor<double, 2> a, Tensor<double, 2> b) { return weft::testing::same_bits(a, b); }

}  // namespace

TEST_CASE("inference drops nothing") {
  weft::Rng rng(10);
  const auto x = random_sequence(std::vector<Index>{3, 5}, 3, rng);
  const Tensor<double, 2> y = output(with_options(dropped), x, {}, weft::Purpose::inference);
  CHECK(same(y, output(with_options({}), x, {})));
  CHECK_FALSE(same(y, output(with_options(dropped), x, {})));
}

TEST_CASE("masks are the same for the same seed, step and layer, and others for any other") {
  weft::Rng rng(11);
  const auto x = random_sequence(std::vector<Index>{3, 5}, 3, rng);
  const auto lstm = with_options(dropped);
  const weft::RandomSource here{.seed = 1, .step = 2, .layer = 3};
  const Tensor<double, 2> y = output(lstm, x, here);
  CHECK(same(y, output(lstm, x, here)));
  CHECK_FALSE(same(y, output(lstm, x, {.seed = 4, .step = 2, .layer = 3})));
  CHECK_FALSE(same(y, output(lstm, x, {.seed = 1, .step = 4, .layer = 3})));
  CHECK_FALSE(same(y, output(lstm, x, {.seed = 1, .step = 2, .layer = 4})));
}

TEST_CASE("a layer's own seed stands for that of the training, in every step") {
  weft::Rng rng(12);
  const auto x = random_sequence(std::vector<Index>{3, 5}, 3, rng);
  const auto lstm = with_options({.dropout = 0.5, .recurrent_dropout = 0.3, .seed = 5});
  const Tensor<double, 2> y = output(lstm, x, {.seed = 1, .step = 2});
  CHECK(same(y, output(lstm, x, {.seed = 7, .step = 2})));
  CHECK(same(y, output(with_options(dropped), x, {.seed = 5, .step = 2})));
  CHECK_FALSE(same(y, output(lstm, x, {.seed = 1, .step = 3})));
}

TEST_CASE("the two directions of a Bidirectional have masks of their own") {
  weft::Rng rng(13);
  weft::Bidirectional both{LSTMLayer(6, {.dropout = 0.5})};
  both.build(40, rng);
  auto tape = weft::make_tape(both);
  both.forward(random_sequence(std::vector<Index>{2}, 40, rng), tape);
  const double *a = tape.forward.dropout.masks.of_gate(0).row(0), *b = tape.backward.dropout.masks.of_gate(0).row(0);
  CHECK_FALSE(std::equal(a, a + 40, b));
}

TEST_CASE_TEMPLATE("a rate of dropout outside of [0, 1) is refused by its name", L, LSTMLayer, GRULayer,
                   SimpleRNNLayer) {
  const std::string layer(L::type_name);
  CHECK_THROWS_WITH(L(5, {.dropout = 1}), (layer + ": dropout is 1; expected at least 0 and less than 1").c_str());
  CHECK_THROWS_WITH(L(5, {.dropout = -0.5}),
                    (layer + ": dropout is -0.5; expected at least 0 and less than 1").c_str());
  CHECK_THROWS_WITH(L(5, {.recurrent_dropout = 1.5}),
                    (layer + ": recurrent_dropout is 1.5; expected at least 0 and less than 1").c_str());
  CHECK_THROWS_AS(L(5, {.recurrent_dropout = std::nan("")}), std::invalid_argument);
}
