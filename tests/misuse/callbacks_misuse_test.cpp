// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/callbacks/model_checkpoint.hpp>

#include "misuse.hpp"
#include "models.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// A training of two epochs without a validation.
void train_with(auto callback, const Adam& adam = Adam{}) {
  SteepModel model = steep_model();
  trainer_for(model, adam, BinaryCrossentropy{.from_logits = true})
      .fit(steep_task({1e-3F}), {.epochs = 2, .verbose = Verbose::silent}, callback);
}

const std::vector<Misuse> callbacks{
    {"an EarlyStopping with a negative patience", [] { EarlyStopping{{.patience = -1}}; }},
    {"an EarlyStopping whose min_delta is not finite", [] { EarlyStopping{{.min_delta = not_a_number}}; }},
    {"an EarlyStopping that begins before the first epoch", [] { EarlyStopping{{.start_from_epoch = -1}}; }},
    {"a monitor of which nobody knows what is better", [] { train_with(EarlyStopping{{.monitor = "learning_rate"}}); }},
    {"a monitor that is no figure", [] { train_with(EarlyStopping{{.monitor = "acuracy", .mode = Mode::max}}); }},
    {"a monitor of a validation that there is not", [] { train_with(EarlyStopping{}); }},
    {"a ReduceLROnPlateau whose factor is 1", [] { ReduceLROnPlateau{{.factor = 1}}; }},
    {"a ReduceLROnPlateau with a negative patience", [] { ReduceLROnPlateau{{.patience = -1}}; }},
    {"a ReduceLROnPlateau with a negative cooldown", [] { ReduceLROnPlateau{{.cooldown = -1}}; }},
    {"a ReduceLROnPlateau whose min_delta is negative", [] { ReduceLROnPlateau{{.min_delta = -0.1}}; }},
    {"a ReduceLROnPlateau whose min_lr is negative", [] { ReduceLROnPlateau{{.min_lr = -1}}; }},
    {"a ReduceLROnPlateau where there is a schedule",
     [] {
       train_with(ReduceLROnPlateau{{.monitor = "loss"}}, Adam{{.learning_rate = ExponentialDecay{1e-3, 100, 0.9}}});
     }},
    {"a LearningRateScheduler without a function", [] { LearningRateScheduler{nullptr}; }},
    {"a LearningRateScheduler that gives less than 0",
     [] { train_with(LearningRateScheduler{[](Index, double rate) { return -rate; }}); }},
    {"a CSVLogger without a file", [] { CSVLogger{""}; }},
    {"a TensorBoard without a folder", [] { TensorBoard{""}; }},
    {"a frequency of no batches", [] { Frequency::batches(0); }},
    {"a ModelCheckpoint without a file", [] { ModelCheckpoint{""}; }},
    {"a ModelCheckpoint's threshold that is not finite",
     [] {
       ModelCheckpoint{"best.safetensors", {.initial_value_threshold = not_a_number}};
     }},
    {"the best of a validation after every so many batches",
     [] {
       ModelCheckpoint{"best.safetensors", {.save_best_only = true, .save_freq = Frequency::batches(10)}};
     }},
    {"a placeholder that cannot be read", [] { ModelCheckpoint{"{epoch:2x}.safetensors"}; }},
    {"a placeholder that is no figure", [] { train_with(ModelCheckpoint{"{epcoh}.safetensors"}); }},
    {"a placeholder for whole numbers of a figure", [] { train_with(ModelCheckpoint{"{loss:02d}.safetensors"}); }},
    {"callbacks whose state is saved and not restored",
     [] { train_with(LambdaCallback{.save = [] { return std::string(); }}); }},
};

}  // namespace

TEST_CASE("a callback that is used wrongly says what docs/errors.md says") { check_misuses("Callbacks", callbacks); }
