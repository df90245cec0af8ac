// SPDX-License-Identifier: MIT
#include <weft/files/detail/checkpoint_file.hpp>

#include <doctest/doctest.h>

#include <cmath>

#include "files/thrown.hpp"
#include "text/temporary_folder.hpp"
#include "training/small_task.hpp"

namespace {

using weft::Evaluation;
using weft::Index;
using weft::Metadata;
using weft::NamedTensor;
using weft::TensorFile;
using weft::detail::StateNumbers;
using weft::detail::TrainingState;
using weft::testing::equal_weights;
using weft::testing::small_model;
using Model = weft::testing::SmallModel;

bool same_bits(const Evaluation& a, const Evaluation& b) { return std::memcmp(&a, &b, sizeof a) == 0; }

/// In the third batch of the third epoch; of the two before, the second was validated.
TrainingState state_in_epoch_3() {
  TrainingState state(7, {});
  state.epoch = 3;
  state.batches = 2;
  state.rng.below(100);
  state.running = weft::detail::RunningEvaluation({}, {0.1 + 0.2, 32, {.right = 20, .all = 32}});
  state.seconds = 1.0 / 3;
  state.history.epochs = {{.epoch = 1, .train = {2.0 / 3, 0.5}, .validation = {}, .seconds = 0.1},
                          {.epoch = 2, .train = {-0.0, 1e-310}, .validation = Evaluation{0.7, 0.25}, .seconds = 0.2}};
  return state;
}

/// A checkpoint's file, but for what the caller wants changed in its tensors and texts.
struct Written {
  TemporaryFolder folder;
  Model model = small_model(1), first = small_model(2), second = small_model(3);
  TrainingState state = state_in_epoch_3();
  std::filesystem::path path = folder / "c";

  template <class Change> void write(const Change& change) const {
    const StateNumbers numbers(state);
    auto tensors = weft::detail::checkpoint_tensors<Model>({model, first, second}, numbers);
    Metadata texts = weft::detail::state_texts(state, 5);
    texts["format"] = weft::detail::checkpoint_format;
    texts["version"] = weft::detail::checkpoint_version;
    change(tensors, texts);
    weft::detail::write_tensors_with_checksum(path, tensors, texts);
  }
  Written() {
    write([](auto&, auto&) {});
  }

  /// With one text changed.
  void write_text(const std::string& key, const std::string& value) const {
    write([&](auto&, Metadata& texts) { texts[key] = value; });
  }

  template <class Use> std::string problem(const Use& use) const {
    return file_problem(path, [&] {
      TensorFile file = weft::detail::open_checkpoint(path);
      use(file);
    });
  }
  std::string problem() const {
    return problem([](const TensorFile&) {});
  }
};

/// What read_state says of the file, in a run of four batches an epoch.
std::string state_problem(const Written& written) {
  return written.problem([&](const TensorFile& file) {
    weft::detail::read_state(file, StateNumbers(weft::detail::stored_epochs(file)), {}, 4);
  });
}

/// What read_tensors says of the file, for models like the given one.
template <class L> std::string tensor_problem(const Written& written, L like) {
  return written.problem([&](TensorFile& file) {
    L first = like, second = like;
    StateNumbers numbers(weft::detail::stored_epochs(file));
    weft::detail::read_tensors<L>(file, {like, first, second}, numbers);
  });
}

}  // namespace

TEST_CASE("a state comes back as it was, with every bit of its numbers") {
  const Written written;
  TensorFile file = weft::detail::open_checkpoint(written.path);
  Model model = small_model(), first = model, second = model;
  StateNumbers numbers(weft::detail::stored_epochs(file));
  weft::detail::read_tensors<Model>(file, {model, first, second}, numbers);
  const TrainingState read = weft::detail::read_state(file, numbers, {}, 4), &state = written.state;
  CHECK(read.epoch == 3);
  CHECK(read.batches == 2);
  CHECK(read.rng.state() == state.rng.state());
  CHECK(read.seconds == state.seconds);
  CHECK(read.running.sums().loss == 0.1 + 0.2);
  CHECK(read.running.sums().examples == 32);
  CHECK(read.running.result().accuracy == 20.0 / 32);
  REQUIRE(read.history.epochs.size() == 2);
  for (std::size_t k = 0; k < 2; ++k) {
    const weft::EpochResult &given = read.history.epochs[k], &expected = state.history.epochs[k];
    CHECK(given.epoch == expected.epoch);
    CHECK(same_bits(given.train, expected.train));
    CHECK(given.seconds == expected.seconds);
    CHECK(given.validation.has_value() == expected.validation.has_value());
  }
  CHECK(same_bits(*read.history.epochs[1].validation, *state.history.epochs[1].validation));
}

TEST_CASE("weights and moments come back in their places, bit for bit, whatever the numbers") {
  Written written;
  written.model.layer<2>().kernel(0, 0) = -0.0F;
  written.first.layer<3>().bias(0) = std::numeric_limits<float>::denorm_min();
  written.second.layer<0>().embeddings(1, 1) = std::nanf("7");
  written.write([](auto&, auto&) {});
  Model model = small_model(9), first = model, second = model;
  StateNumbers numbers(2);
  TensorFile file(written.path);
  weft::detail::read_tensors<Model>(file, {model, first, second}, numbers);
  CHECK(equal_weights(model, written.model));
  CHECK(equal_weights(first, written.first));
  CHECK(equal_weights(second, written.second));
}

TEST_CASE("the steps of Adam are in the file") {
  const Written written;
  CHECK(weft::detail::stored_number(TensorFile(written.path), "adam/steps") == 5);
}

TEST_CASE("counts beyond 32 bits come back whatever the machine") {
  Written written;
  constexpr std::int64_t many = 5'000'000'000;
  written.state.running = weft::detail::RunningEvaluation({}, {0.5, many, {.right = many - 1, .all = many + 1}});
  written.write([](auto&, Metadata& texts) { texts["adam/steps"] = std::to_string(many + 2); });
  const TensorFile file(written.path);
  const TrainingState read = weft::detail::read_state(file, StateNumbers(written.state), {}, 4);
  CHECK(read.running.sums().examples == many);
  CHECK(read.running.sums().accuracy.right == many - 1);
  CHECK(read.running.sums().accuracy.all == many + 1);
  CHECK(weft::detail::stored_number(file, "adam/steps") == many + 2);
}

TEST_CASE("what is not a checkpoint, or is in another version, is refused") {
  const Written written;
  CHECK(written.problem().empty());
  weft::save(small_model(), written.path);
  CHECK(written.problem() == "is not a checkpoint: its format is 'weft'; expected 'weft checkpoint'");
  written.write([](auto&, Metadata& texts) { texts.erase("format"); });
  CHECK(written.problem() == "is not a checkpoint: its format is ''; expected 'weft checkpoint'");
  written.write_text("version", "2");
  CHECK(written.problem() == "is in version '2' of weft's checkpoints; expected '1': another version of weft wrote it");
}

TEST_CASE("a checkpoint that is missing, damaged or cut off is refused") {
  const Written written;
  const std::string whole = written.folder.read("c");
  std::string damaged = whole;
  damaged[damaged.size() - 100] ^= 1;
  written.folder.write("c", damaged);
  CHECK(written.problem().starts_with("is damaged: its checksum is "));
  for (const std::size_t size : {std::size_t{0}, std::size_t{7}, whole.size() / 2, whole.size() - 1}) {
    written.folder.write("c", whole.substr(0, size));
    CHECK_FALSE(written.problem().empty());
  }
  std::filesystem::remove(written.path);
  CHECK(written.problem().starts_with("cannot be read: "));
}

TEST_CASE(
    "a checkpoint of a model of other sizes is refused with both shapes, and one of other numbers with both types") {
  const Written written;
  weft::Rng rng(1);
  const Model wide(rng, weft::Embedding<float>{8, 4}, weft::Bidirectional<weft::LSTM<float>>{weft::LSTM<float>{6}},
                   weft::Dense<float>{6, weft::relu}, weft::Dense<float>{1, weft::sigmoid});
  CHECK(tensor_problem(written, wide) ==
        "tensor 'model/bidirectional/forward/kernel' is [4 x 20]; expected [4 x 24] as in the model");
  const weft::Sequential precise{rng, weft::Embedding<double>{8, 4}, weft::Bidirectional{weft::LSTM<double>{5}},
                                 weft::Dense<double>{6, weft::relu}, weft::Dense<double>{1, weft::sigmoid}};
  CHECK(tensor_problem(written, precise) == "tensor 'model/embedding/embeddings' is F32; this run has F64");
  CHECK(tensor_problem(written, small_model(4)).empty());
}

TEST_CASE("a checkpoint that lacks a tensor, or has one that belongs nowhere, is refused with its name") {
  const Written written;
  written.write([](std::vector<NamedTensor>& tensors, auto&) { tensors.erase(tensors.begin()); });
  CHECK(tensor_problem(written, small_model()) ==
        "tensor 'model/embedding/embeddings' is missing; the model has it as [8 x 4]");
  written.write([](std::vector<NamedTensor>& tensors, auto&) {
    tensors.push_back(tensors.front());
    tensors.back().name = "model/more";
  });
  CHECK(tensor_problem(written, small_model()) == "tensor 'model/more' is none of the model's");
}

TEST_CASE("a checkpoint without a history, or with one of other columns, is refused") {
  const Written written;
  const std::string expected = "has no tensor 'state/history' of 6 columns";
  const auto history = [](std::vector<NamedTensor>& tensors) -> NamedTensor& { return tensors[tensors.size() - 2]; };
  written.write([&](std::vector<NamedTensor>& tensors, auto&) { history(tensors).name = "state/past"; });
  CHECK(state_problem(written) == expected);
  for (const std::vector<Index>& shape : {std::vector<Index>{4, 3}, {12}, {2, 3, 2}}) {
    written.write([&](std::vector<NamedTensor>& tensors, auto&) { history(tensors).shape = shape; });
    CHECK(state_problem(written) == expected);
  }
}

TEST_CASE("a state that cannot be is refused, with what it says and what was expected") {
  const Written written;
  CHECK(state_problem(written).empty());
  for (const std::string text : {"5", "-1", "1.5", "2 ", "", "99999999999999999999"}) {
    written.write_text("state/batches", text);
    CHECK(state_problem(written) == "state/batches is '" + text + "'; expected 0 to 4");
  }
  written.write_text("state/batches", "4");
  CHECK(state_problem(written).empty());
  written.write_text("state/rng", "1 2 3");
  CHECK(state_problem(written) == "Rng: \"1 2 3...\" is not a generator's state");
  written.write_text("state/examples", "many");
  CHECK(state_problem(written) == "state/examples is 'many'; expected 0 to 9007199254740992");
  written.write_text("state/examples", "9223372036854775807");
  CHECK(state_problem(written) == "state/examples is '9223372036854775807'; expected 0 to 9007199254740992");
}

TEST_CASE("an epoch that has taken no time there is, is refused") {
  for (const auto& [seconds, text] : {std::pair{-1.0, "-1"}, {1e129, "1e+129"}, {std::nan(""), "nan"}}) {
    Written written;
    written.state.seconds = seconds;
    written.write([](auto&, auto&) {});
    const std::string problem = written.problem(
        [&](const TensorFile& file) { weft::detail::read_state(file, StateNumbers(written.state), {}, 4); });
    CHECK(problem == weft::concat("the seconds in 'state/running' are ", text, "; expected 0 to 1e+09"));
  }
}

TEST_CASE("a checkpoint that lacks a text of its state is refused with the text's name") {
  const Written written;
  for (const std::string key :
       {"state/batches", "state/rng", "state/examples", "state/predictions", "state/predictions_right"}) {
    written.write([&](auto&, Metadata& texts) { texts.erase(key); });
    CHECK(state_problem(written) == "has no " + key + " in its metadata");
  }
}
