// SPDX-License-Identifier: MIT
// The functions of mixed_flags.hpp, in the namespace that includes this.

// Of a size at which Eigen's own allocator takes another way than malloc where it knows of wide vectors.
std::unique_ptr<Values> make_values() {
  weft::Rng rng{1};
  const Model model(rng, weft::Embedding{50, 7}, weft::LSTM{5}, weft::Dense{1, weft::sigmoid});
  weft::Dataset<weft::IdTensor> data{weft::IdTensor(9, 11), std::vector<int>(9, 1)};
  data.inputs.setConstant(3);
  weft::Tensor<double, 1> numbers(33);
  numbers.setConstant(1);
  return std::make_unique<Values>(Values{model, weft::zeros_like(model), weft::make_tape(model),
                                         weft::ModelOptimizer{model, weft::Adam{}}, std::move(data), std::move(numbers),
                                         weft::History{}});
}

void train(Values& values) {
  const Model copy = values.model;
  weft::Trainer trainer{values.model, values.optimizer.rule(), weft::BinaryCrossentropy{}, weft::Accuracy{}};
  trainer.optimizer() = values.optimizer;
  values.history = trainer.fit(values.data, {.verbose = weft::Verbose::silent});
  values.optimizer = std::as_const(trainer).optimizer();
  values.gradient = copy;
  values.gradient = weft::zeros_like(values.model);
  values.numbers.resize(65);
  values.numbers = values.numbers.constant(2) * values.numbers.constant(3);
  values.tape = weft::make_tape(values.model);
  const auto data = values.data;
  values.data = {};
  values.data = data;
}

void destroy(std::unique_ptr<Values> values) { values.reset(); }
