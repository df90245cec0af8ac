// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/core/detail/exactly.hpp>
#include <weft/kernels/cells/gru_units.hpp>
#include <weft/kernels/cells/lstm_units.hpp>
#include <weft/kernels/cells/simple_rnn_units.hpp>
#include <weft/recurrent/detail/pending_rows.hpp>

namespace {

using weft::Direction;
using weft::Index;
using weft::Packing;

template <class Units> weft::detail::CellWeights<Units, double> some_weights() {
  weft::detail::CellWeights<Units, double> weights;
  weights.pack(weft::Tensor<double, 2>(5, Units::keras_gates * 5).setConstant(1), {});
  return weights;
}

/// Goes back over a batch, writes each row's number where its h_prev and its dz are, and checks all that are pending.
template <class Units> void check_rows(const Packing& packing, Direction direction) {
  weft::detail::PendingRows<Units, double> pending;
  pending.begin(packing.batch(), some_weights<Units>());
  Index seen = 0;
  bool kept = true;
  for (Index k = packing.steps() - 1; k >= 0; --k) {
    if (pending.are_enough()) pending.count = 0;
    const auto step = packing.step(k, direction);
    pending.add(step, direction);
    seen += step.rows;
    const auto place = [&](Index row) {
      if constexpr (!pending.keeps_h)
        return pending.h_previous(row);
      else
        return pending.state_dz(row);
    };
    for (Index r = step.first; r < step.first + step.rows; ++r) *place(r) = static_cast<double>(r);
    for (Index r = pending.first; r < pending.first + pending.count; ++r)
      kept = kept && weft::detail::is_exactly(*place(r), static_cast<double>(r));
  }
  CHECK(kept);
  CHECK(seen == packing.rows());
}

}  // namespace

TEST_CASE("pending rows are neighbours, and each keeps what was written for it, in either direction") {
  for (const Direction direction : {Direction::forward, Direction::backward})
    for (const std::vector<Index>& lengths :
         {std::vector<Index>{1}, {90, 3}, {300, 300, 299, 4, 4, 0}, std::vector<Index>(270, 3)}) {
      check_rows<weft::kernels::LSTMUnits>(Packing(lengths), direction);
      check_rows<weft::kernels::GRUUnits>(Packing(lengths), direction);
    }
}

TEST_CASE("some hundred rows are enough") {
  using SimpleRNNRows = weft::detail::PendingRows<weft::kernels::SimpleRNNUnits, double>;
  SimpleRNNRows pending;
  pending.begin(200, some_weights<weft::kernels::SimpleRNNUnits>());
  const Packing packing(std::vector<Index>(200, 2));
  pending.add(packing.step(1, Direction::forward), Direction::forward);
  CHECK_FALSE(pending.are_enough());
  CHECK(pending.first == 200);
  pending.add(packing.step(0, Direction::forward), Direction::forward);
  CHECK(pending.are_enough());
  CHECK(pending.first == 0);
  CHECK(pending.count == 400);
}
