// SPDX-License-Identifier: MIT
#pragma once

#include <weft/core/packed_sequence.hpp>
#include <weft/core/parameters.hpp>
#include <weft/initializers/uniform.hpp>

namespace weft {

/// A table with one learned vector for each token id.
///
///   y[r] = E[ids[r]]               Tokens -> PackedSequence with output_dim features
///
/// The output is indexed (see PackedSequence): the batch's distinct tokens in order of their first appearance, each
/// looked up once. E is drawn from RandomUniform(-0.05, 0.05), as in Keras. Errors: std::invalid_argument when a
/// dimension is not positive, when an id is outside 0 .. input_dim - 1, when a batch was packed for the other padding,
/// when the layer has not been built, or when a backward does not belong to the tape's forward.
///
/// A gradient may remember which of its rows were touched: see remember_touched_rows. A layer of one's own that adds to
/// an Embedding's gradient by itself, beside what its backward does, calls forget_touched_rows() on it before.
///
/// An example:
///
///   weft::Rng rng{42};
///   weft::Sequential model{rng, weft::Embedding{1000, 32}, weft::LSTM{64}, weft::Dense{1, weft::sigmoid}};
///   const auto y = weft::predict(model, weft::IdLists{{3, 1, 4, 1, 5}, {9, 2, 6}});  // [2 x 1]
template <std::floating_point S = float> class Embedding {
 public:
  using Scalar = S;
  using Input = Tokens;
  using Output = PackedSequence<Scalar>;
  static constexpr std::string_view type_name = "Embedding";

  struct Tape : TapeBase {
    Output y;
    std::vector<int> distinct;  ///< the token id of each row of y.values
    std::vector<int> slot;      ///< for each token id its row of y.values, or -1
  };

  Tensor<Scalar, 2> embeddings;  ///< E, [input_dim x output_dim]

  /// Padding::masked is Keras's mask_zero=True.
  Embedding(Index input_dim, Index output_dim, Padding padding = Padding::masked)
      : input_dim_(input_dim), output_dim_(output_dim), padding_(padding) {
    check_extent(type_name, "input_dim", input_dim);
    check_extent(type_name, "output_dim", output_dim);
  }

  /// The number of input features is not used: an input is token ids.
  Index build(Index /*input_features*/, Rng& rng) {
    if (is_built(*this)) return output_dim_;
    embeddings.resize(input_dim_, output_dim_);
    RandomUniform{}(embeddings, rng);
    return output_dim_;
  }

  [[nodiscard]] Index output_features() const { return output_dim_; }
  /// Token ids are 0 .. vocabulary_size() - 1.
  [[nodiscard]] Index vocabulary_size() const { return input_dim_; }
  /// How sequences that are shorter than others of their batch are read: fit, evaluate and predict ask for it.
  [[nodiscard]] Padding padding() const { return padding_; }
  void set_padding(Padding padding) { padding_ = padding; }

  const Output& forward(const Tokens& x, Tape& tape) const {
    check_input(x);
    tape.y.packing = x.packing;
    find_distinct(x.ids, tape);
    tape.y.values.resize(std::ssize(tape.distinct), output_dim_);
    for (Index d = 0; d < std::ssize(tape.distinct); ++d)
      std::copy_n(embedding(tape.distinct[static_cast<std::size_t>(d)]), output_dim_, tape.y.values.row(d));
    tape.end_forward(*this, x);
    return tape.y;
  }

  ///   dE[token] += the sum of dy over the token's rows
  void backward(const Tokens& x, const Output& dy, Tape& tape, Embedding& gradient) const {
    tape.begin_backward(*this, x, &tape.y, dy, gradient);
    for (Index d = 0; d < dy.values.count(); ++d) {
      const Index token = tape.distinct[static_cast<std::size_t>(d)];
      Scalar* row = &gradient.embeddings(token, 0);
      NumbersMap<Scalar>(row, output_dim_) += ConstNumbersMap<Scalar>(dy.values.row(d), output_dim_);
      gradient.touched_.touch(token);
    }
  }

  /// Of a gradient: from here on any row may be other than zero.
  void forget_touched_rows() { touched_.forget(); }

  void for_each_setting(auto&& visit) const { visit("padding", padding_name(padding_)); }
  static void for_each_parameter(auto&& visit, auto&... embedding) {
    visit("embeddings",
          ParameterOf<std::remove_reference_t<decltype(embedding)>>(embedding.embeddings, embedding.touched_)...);
  }

 private:
  [[nodiscard]] const Scalar* embedding(int id) const { return embeddings.data() + id * output_dim_; }

  void check_input(const Tokens& x) const {
    throw_unless(embeddings.size() > 0, "Embedding: not built; call build(0, rng) or put it in a Sequential");
    throw_unless(embeddings.dimension(0) == input_dim_ && embeddings.dimension(1) == output_dim_,
                 "Embedding: the table has ", embeddings.dimension(0), " rows of ", embeddings.dimension(1),
                 "; expected ", input_dim_, " of ", output_dim_);
    throw_unless(x.padding.value_or(padding_) == padding_, "Embedding: the batch's padding is ",
                 padding_name(x.padding.value_or(padding_)), "; this layer reads it ", padding_name(padding_));
    throw_unless(std::ssize(x.ids) == x.packing.rows(), "Embedding: ", x.ids.size(), " ids for ", x.packing.rows(),
                 " packed rows");
    for (const int id : x.ids)
      throw_unless(id >= 0 && id < input_dim_, "Embedding: a token id is ", id, "; expected 0 to ", input_dim_ - 1);
  }

  /// Takes back the slots of the batch before one by one, so that the time does not grow with the vocabulary.
  void find_distinct(const std::vector<int>& ids, Tape& tape) const {
    for (const int id : tape.distinct) tape.slot[static_cast<std::size_t>(id)] = -1;
    tape.distinct.clear();
    tape.slot.resize(static_cast<std::size_t>(input_dim_), -1);
    tape.y.index.resize(ids.size());
    for (std::size_t r = 0; r < ids.size(); ++r) {
      int& slot = tape.slot[static_cast<std::size_t>(ids[r])];
      if (slot < 0) {
        tape.distinct.push_back(ids[r]);
        slot = static_cast<int>(tape.distinct.size()) - 1;
      }
      tape.y.index[r] = slot;
    }
  }

  Index input_dim_, output_dim_;
  Padding padding_;
  TouchedRows touched_;  // of a gradient
};

Embedding(Index, Index)->Embedding<>;

static_assert(Layer<Embedding<>>);

}  // namespace weft
