// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/optimizers.hpp>

#include "misuse.hpp"
#include "models.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

const SmallModel model = small_model();

void optimize(SmallModel trained, const SmallModel& gradient) { ModelOptimizer{model, Adam{}}.step(trained, gradient); }
void optimize_with(const OptimizerOptions& options) { ModelOptimizer{model, Adam{{}, options}}; }
void set_rate(LearningRate rate, double to) {
  ModelOptimizer{model, Adam{{.learning_rate = std::move(rate)}}}.set_learning_rate(to);
}

const std::vector<Misuse> optimizers{
    {"a learning rate that is not positive", [] { Adam({.learning_rate = 0.0}); }},
    {"a learning rate that is not finite", [] { Adam({.learning_rate = infinite}); }},
    {"a beta_1 out of its range", [] { Adam({.beta_1 = 1}); }},
    {"a beta_2 out of its range", [] { Adam({.beta_2 = -0.5}); }},
    {"an epsilon that is not positive", [] { Adam({.epsilon = 0}); }},
    {"an epsilon that is zero in a float", [] { Adam({.epsilon = 1e-46}); }},
    {"an AdamW without a weight decay",
     [] {
       AdamW{{}, {.clipnorm = 1}};
     }},
    {"a momentum out of its range", [] { SGD{{.momentum = 1.5}}; }},
    {"a rho out of its range", [] { RMSprop{{.rho = 1}}; }},
    {"an accumulator that begins below 0", [] { Adagrad{{.initial_accumulator_value = -0.1}}; }},
    {"a beta_2_decay that does not decay", [] { Adafactor{{.beta_2_decay = 0.8}}; }},
    {"a clip_threshold that is not positive", [] { Adafactor{{.clip_threshold = 0}}; }},
    {"a Lion without a beta_1", [] { Lion{{.beta_1 = 0}}; }},
    {"a learning_rate_power above 0", [] { Ftrl{{.learning_rate_power = 0.5}}; }},
    {"an Ftrl that would divide 0 by 0", [] { Ftrl{{.initial_accumulator_value = 0}}; }},
    {"a negative norm to clip to", [] { optimize_with({.global_clipnorm = -1}); }},
    {"two ways to clip", [] { optimize_with({.clipnorm = 1, .clipvalue = 0.5}); }},
    {"a weight decay that is not finite", [] { optimize_with({.weight_decay = not_a_number}); }},
    {"a moving average of momentum 1", [] { optimize_with({.ema_momentum = 1}); }},
    {"a moving average that is used every -1 steps",
     [] { optimize_with({.ema_momentum = 0.9, .ema_overwrite_frequency = -1}); }},
    {"a moving average that is used and not made", [] { optimize_with({.ema_overwrite_frequency = 10}); }},
    {"a step for every 0 gradients", [] { optimize_with({.gradient_accumulation_steps = 0}); }},
    {"a name to freeze that the model has not got", [] { optimize_with({.frozen = {"dense_7"}}); }},
    {"a lazy parameter that the model has not got", [] { optimize_with({.lazy = {"embedding_1"}}); }},
    {"a lazy parameter that has no rows to remember", [] { optimize_with({.lazy = {"kernel"}}); }},
    {"a lazy parameter of a rule for whole ones",
     [] {
       ModelOptimizer{model, Lamb{{}, {.lazy = {"embeddings"}}}};
     }},
    {"a step with a gradient of another shape", [] { optimize(model, wider_model()); }},
    {"a step of a model with another one's Adam", [] { optimize(wider_model(), wider_model()); }},
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
    {"a learning rate that is set to less than 0", [] { set_rate(1e-3, -1); }},
    {"a learning rate that is set where there is a schedule",
     [] {
       set_rate(ExponentialDecay{1e-3, 100, 0.9}, 1e-3);
     }},
    {"a schedule that gives no number", [] { Adam({.learning_rate = [](std::int64_t) { return not_a_number; }}); }},
    {"a cosine decay from a learning rate of 0", [] { LearningRate{CosineDecay{.decay_steps = 100}}; }},
    {"a cosine decay in 0 steps", [] { LearningRate{CosineDecay{.initial_learning_rate = 1e-3}}; }},
    {"a cosine decay to more than the learning rate",
     [] { LearningRate{CosineDecay{.initial_learning_rate = 1e-3, .decay_steps = 100, .alpha = 2}}; }},
    {"a warm-up without a rate to rise to",
     [] { LearningRate{CosineDecay{.initial_learning_rate = 1e-3, .decay_steps = 100, .warmup_steps = 10}}; }},
    {"a warm-up in 0 steps", [] { LearningRate{WarmUp{.after = 1e-3}}; }},
    {"cosine decays that become shorter",
     [] { LearningRate{CosineDecayRestarts{.initial_learning_rate = 1e-3, .first_decay_steps = 10, .t_mul = 0.5}}; }},
    {"an exponential decay whose rate is 0",
     [] { LearningRate{ExponentialDecay{.initial_learning_rate = 1e-3, .decay_steps = 100}}; }},
    {"an inverse time decay whose rate is negative",
     [] { LearningRate{InverseTimeDecay{.initial_learning_rate = 1e-3, .decay_steps = 100, .decay_rate = -1}}; }},
    {"a polynomial decay whose power is negative",
     [] { LearningRate{PolynomialDecay{.initial_learning_rate = 1e-3, .decay_steps = 100, .power = -1}}; }},
    {"as many rates as boundaries",
     [] {
       LearningRate{PiecewiseConstantDecay{.boundaries = {10, 20}, .values = {1e-2, 1e-3}}};
     }},
    {"boundaries that do not rise",
     [] {
       LearningRate{PiecewiseConstantDecay{.boundaries = {20, 10}, .values = {1e-2, 1e-3, 1e-4}}};
     }},
};

}  // namespace

TEST_CASE("an optimizer or a schedule that is used wrongly says what docs/errors.md says") {
  check_misuses("Optimizers and schedules", optimizers);
}
