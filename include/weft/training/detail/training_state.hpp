// SPDX-License-Identifier: MIT
#pragma once

#include <weft/training/history.hpp>
#include <weft/training/run_position.hpp>

namespace weft::detail {

/// Where a run of fit stands between two batches. Together with the model, the optimizer and the callbacks it is all
/// that the rest of the run depends on.
template <class Running> struct TrainingState {
  Index first_epoch = 1;      ///< of this run; the trainer was in others before if it is not 1
  Index epoch = first_epoch;  ///< the running one, counted from 1
  Index batches = 0;          ///< how many of it are done
  Index pass_batches = 0;  ///< how many are done of the running pass over the examples, which most often is the epoch
  Rng rng;                 ///< as it was before the running pass's order was drawn
  Running running;         ///< of the running epoch
  double seconds = 0;      ///< that the running epoch has taken
  History history;         ///< of the epochs before

  /// Where a run begins with a trainer that was in others before.
  TrainingState(std::uint64_t seed, Running figures, const RunPosition& after)
      : first_epoch(after.epochs + 1),
        pass_batches(after.shuffles && after.seed == seed ? after.pass_batches : 0),
        rng(after.shuffles && after.seed == seed ? *after.shuffles : Rng(seed)),
        running(std::move(figures)) {
    running.reset();
  }
};

/// Why a run can be left for a moment: it has begun, a batch or an epoch is done, or it has come to its end.
enum class Pause { begin, batch, epoch, end };

}  // namespace weft::detail
