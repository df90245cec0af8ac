// SPDX-License-Identifier: MIT
#include <weft/files/detail/checkpoint_parts.hpp>

#include <doctest/doctest.h>

#include <weft/optimizers/model_optimizer.hpp>
#include <weft/optimizers/sgd.hpp>
#include <weft/schedules/exponential_decay.hpp>

#include "files/thrown.hpp"
#include "text/temporary_folder.hpp"
#include "training/small_task.hpp"

namespace {

using weft::LambdaCallback;
using weft::Metadata;
using weft::SGD;
using Optimizer = weft::ModelOptimizer<weft::testing::SteepModel, SGD>;
using Numbers = std::vector<double>;

/// A callback that keeps one number.
struct Counter {
  double count = 0;
  static void for_each_state(auto&& visit, auto&... each) { visit(each.count...); }
};

LambdaCallback remembering(std::string& text) {
  return {.save = [&] { return text; }, .restore = [&](const std::string& saved) { text = saved; }};
}

/// A file of nothing but these texts.
struct Written {
  explicit Written(const Metadata& texts) { weft::detail::write_tensors_with_checksum(folder / "c", {}, texts); }
  weft::TensorFile file() const { return weft::TensorFile(folder / "c"); }

  TemporaryFolder folder;
};

/// A new optimizer that has read the numbers.
Optimizer read(const Numbers& numbers, bool same_rate, const weft::LearningRate& own_rate = 0.5) {
  const Written written(Metadata{});
  Optimizer optimizer(weft::testing::steep_model(), SGD{{.learning_rate = own_rate}});
  weft::detail::read_optimizer_row(written.file(), {"row", numbers}, same_rate, optimizer);
  return optimizer;
}

}  // namespace

TEST_CASE("all of an optimizer that is shaped like the model is a tensor, under its own name and the parameter's") {
  const Optimizer optimizer(weft::testing::steep_model(),
                            SGD({.momentum = 0.9}, {.ema_momentum = 0.5, .gradient_accumulation_steps = 2}));
  weft::detail::CheckpointTensors tensors;
  weft::detail::add_optimizer(tensors, optimizer);
  std::vector<std::string> names, expected;
  for (const auto& tensor : tensors.all()) names.push_back(tensor.name);
  for (const std::string of : {"momentum", "average", "accumulated_gradient"})
    for (const std::string parameter : {"dense/kernel", "dense/bias", "dense_1/kernel", "dense_1/bias"})
      expected.push_back("optimizer/" + of + '/' + parameter);
  CHECK(names == expected);
}

TEST_CASE("an optimizer's steps and learning rate come back, but for a constant rate that is asked to be another") {
  const Optimizer same = read({3, 0.25}, true), other = read({3, 0.25}, false);
  CHECK(weft::detail::optimizer_row(same).name == "state/optimizer");
  CHECK(weft::detail::optimizer_row(same).numbers == Numbers{3, 0.25});
  CHECK(weft::detail::optimizer_row(other).numbers == Numbers{3, 0.5});
  CHECK(read({3, 0.25}, false, weft::ExponentialDecay{0.5, 1, 0.5}).learning_rate() == 0.25);
}

TEST_CASE("numbers that no optimizer has are refused in the name of their row") {
  const auto refused = [](const Numbers& numbers, const char* problem) {
    CHECK_THROWS_WITH_AS(read(numbers, true), doctest::Contains(problem), weft::FileError);
  };
  refused({3, 0.25, 1}, ": 'row' has 1 numbers too many");
  for (const double steps : {-1.0, 0.5, 0x1p54}) refused({steps, 0.25}, ": 'row': the steps are ");
  refused({3, -1}, ": 'row': the learning rate is -1; expected a number that is at least 0");
}

TEST_CASE("what callbacks keep, numbers or a text, is named after their place among all of them, from 0") {
  std::string text = "seven";
  Counter first{5}, last{6};
  LambdaCallback empty, lambda = remembering(text);
  const auto rows = weft::detail::callback_rows(empty, first, lambda, last);
  const auto texts = weft::detail::callback_texts(empty, first, lambda, last);
  CHECK(rows.at(0).name == "callbacks/1");
  CHECK(rows.at(1).name == "callbacks/3");
  CHECK(texts == Metadata{{"callbacks/2", "seven"}});
  first.count = last.count = 0;
  text.clear();
  weft::detail::restore_callbacks("c", rows, texts, empty, first, lambda, last);
  CHECK(first.count == 5);
  CHECK(last.count == 6);
  CHECK(text == "seven");
}

TEST_CASE("rows and texts that are not what the callbacks keep are refused with their names") {
  std::string text;
  const Written written(Metadata{{"callbacks/1", "seven"}});
  const auto problem = [&](const std::vector<weft::detail::StateRow>& rows, const auto&... callbacks) {
    const weft::TensorFile file = written.file();
    return file_problem(file.path(), [&] { weft::detail::check_callbacks(file, rows, callbacks...); });
  };
  CHECK(problem({{"callbacks/0", {5}}}, Counter{}, remembering(text), LambdaCallback{}).empty());
  CHECK(problem({{"callbacks/0", {5}}, {"callbacks/1", {6, 7}}}, Counter{}, Counter{}) ==
        "'callbacks/1' has 1 numbers too many");
  CHECK(problem({}, remembering(text)) == "has no callbacks/0 in its metadata");
}
