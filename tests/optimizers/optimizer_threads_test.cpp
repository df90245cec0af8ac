// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <weft/layers/dense.hpp>
#include <weft/optimizers.hpp>
#include <weft/system/thread_pool.hpp>

namespace {

using weft::Index;
using Dense = weft::Dense<float>;

std::vector<float> numbers(const Dense& model) {
  std::vector<float> all(model.kernel.data(), model.kernel.data() + model.kernel.size());
  all.insert(all.end(), model.bias.data(), model.bias.data() + model.bias.size());
  return all;
}

/// What a model and an optimizer's moments are after three steps.
template <class Rule> std::vector<float> after_steps(const Rule& rule, Index rows, weft::ThreadPool* pool) {
  weft::Rng rng(5);
  Dense model(8), gradient(8);
  model.build(rows, rng), gradient.build(rows, rng);
  weft::ModelOptimizer optimizer(model, rule);
  for (int step = 0; step < 3; ++step) optimizer.step(model, gradient, pool);
  std::vector<float> all = numbers(model);
  for (std::size_t k = 0; k < optimizer.rule().moments().size(); ++k) {
    const auto moment = numbers(optimizer.moment(k));
    all.insert(all.end(), moment.begin(), moment.end());
  }
  return all;
}

template <class Rule> void check_threads(const Rule& rule) {
  CAPTURE(Rule::type_name);
  for (const Index rows : {100, 8192, 8193, 30011}) {
    const auto alone = after_steps(rule, rows, nullptr);
    for (const Index threads : {1, 2, 3, 8, 16}) {
      weft::ThreadPool pool(threads);
      CHECK(after_steps(rule, rows, &pool) == alone);
    }
  }
}

}  // namespace

TEST_CASE("every optimizer has the same bits on any number of threads, whatever the size of a parameter") {
  const auto check = [](const auto&... rules) { (check_threads(rules), ...); };
  check(weft::SGD{{.momentum = 0.9, .nesterov = true}}, weft::RMSprop{{.momentum = 0.5, .centered = true}},
        weft::Adagrad{}, weft::Adadelta{}, weft::Adam{{.amsgrad = true}}, weft::AdamW{}, weft::Nadam{}, weft::Adamax{},
        weft::Lion{}, weft::Adafactor{}, weft::Lamb{}, weft::Ftrl{});
  check(weft::Adam{{}, {.global_clipnorm = 0.1, .ema_momentum = 0.9}});
}
