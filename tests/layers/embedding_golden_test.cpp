// SPDX-License-Identifier: MIT
#include "../golden/embedding.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <weft/core/parameters.hpp>
#include <weft/data/detail/pack_examples.hpp>
#include <weft/layers/embedding.hpp>

#include "../golden/formula.hpp"

namespace {

constexpr weft::Index vocabulary = 9, output_dim = 4, batch = 5, steps = 6;

weft::Tokens tokens(weft::Padding padding) {
  weft::IdLists lists;
  for (const weft::Index length : weft::golden::lengths(1, batch, steps))
    lists.push_back(weft::golden::token_ids(10 + static_cast<std::uint32_t>(lists.size()), length, vocabulary));
  std::vector<weft::Index> chosen(lists.size());
  std::iota(chosen.begin(), chosen.end(), 0);
  weft::Tokens packed;
  weft::detail::IdPacker(padding).pack(lists, chosen, packed);
  return packed;
}

/// The gradient of y in y's own form: row d is the sum over the packed rows that share it.
template <class Scalar> weft::PackedSequence<Scalar> gradient_like(const weft::PackedSequence<Scalar>& y) {
  weft::PackedSequence<Scalar> dy = y;
  dy.values.resize_zero(y.values.count(), output_dim);
  for (weft::Index t = 0; t < y.packing.steps(); ++t)
    for (weft::Index k = 0; k < y.packing.active(t); ++k)
      for (weft::Index feature = 0; feature < output_dim; ++feature) {
        const int shared = y.index[static_cast<std::size_t>(y.packing.row(t, k))];
        const weft::Index place = (y.packing.order(k) * steps + t) * output_dim + feature;
        dy.values.row(shared)[feature] += static_cast<Scalar>(weft::golden::number(3, place, 1.0));
      }
  return dy;
}

}  // namespace

TEST_CASE_TEMPLATE("Embedding gives Keras's outputs and gradients, masked and not", Scalar, double, float) {
  for (const weft::golden::EmbeddingPass& pass : weft::golden::embedding) {
    CAPTURE(pass.masked);
    const auto padding = pass.masked ? weft::Padding::masked : weft::Padding::unmasked;
    weft::Embedding<Scalar> embedding(vocabulary, output_dim, padding);
    weft::Rng rng(0);
    embedding.build(0, rng);
    weft::golden::fill(embedding.embeddings, 2, 0.5);

    const weft::Tokens x = tokens(padding);
    auto tape = weft::make_tape(embedding);
    auto gradient = weft::zeros_like(embedding);
    const weft::PackedSequence<Scalar> y = embedding.forward(x, tape);
    embedding.backward(x, gradient_like(y), tape, gradient);
    weft::golden::check_near("y", weft::unpack(y), pass.y);
    weft::golden::check_near("dembeddings", gradient.embeddings, pass.dembeddings);
  }
}
