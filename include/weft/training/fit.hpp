// SPDX-License-Identifier: MIT
#pragma once

#include <weft/optimizers/adam.hpp>
#include <weft/training/trainer.hpp>

namespace weft {

struct Checkpoints;  // which another fit takes: see files/checkpoint.hpp

/// Trains a model whose outputs are probabilities: the short form of
///
///   Trainer{model, Adam{}, BinaryCrossentropy{}, BinaryAccuracy{0.5, "accuracy"}}.fit(train, options, callbacks...)
///
/// Each call begins anew with an Adam of its own. Errors: those of Trainer::fit.
template <Layer Model, class Inputs, class... Callbacks>
requires(!std::same_as<std::remove_cvref_t<Callbacks>, Checkpoints> && ...) History
    fit(Model& model, const Dataset<Inputs>& train, const FitOptions<std::type_identity_t<Inputs>>& options = {},
        Callbacks&&... callbacks) {
  return Trainer(model, Adam{}, BinaryCrossentropy{}, detail::usual_accuracy())
      .fit(train, options, std::forward<Callbacks>(callbacks)...);
}

}  // namespace weft
