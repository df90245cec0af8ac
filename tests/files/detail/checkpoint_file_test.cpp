// SPDX-License-Identifier: MIT
#include <weft/files/detail/checkpoint_file.hpp>

#include <doctest/doctest.h>

#include <cmath>

#include "files/thrown.hpp"
#include "text/temporary_folder.hpp"
#include "training/small_task.hpp"

namespace {

using weft::Figures;
using weft::Index;
using weft::Metadata;
using weft::NamedTensor;
using weft::TensorFile;
using weft::detail::CheckpointTensors;
using weft::detail::StateRow;
using weft::testing::equal_weights;
using weft::testing::small_model;
using Model = weft::testing::SmallModel;
using Running = weft::detail::RunningFigures<weft::BinaryAccuracy>;
using State = weft::detail::TrainingState<Running>;

State new_state() { return {7, Running(weft::BinaryAccuracy{0.5, "accuracy"}), {}}; }
Figures figures(double loss, double accuracy) { return {{"loss", loss}, {"accuracy", accuracy}}; }

/// In the third batch of the third epoch; of the two before, the second was validated.
State state_in_epoch_3() {
  State state = new_state();
  state.epoch = 3;
  state.batches = state.pass_batches = 2;
  state.rng.below(100);
  state.running.add_loss(0.1 + 0.2, 32);
  state.seconds = 1.0 / 3;
  state.history.epochs = {
      {.epoch = 1, .train = figures(2.0 / 3, 0.5), .validation = {}, .learning_rate = 0.1, .seconds = 0.1},
      {.epoch = 2,
       .train = figures(-0.0, 1e-310),
       .validation = figures(0.7, 0.25),
       .learning_rate = 0.2,
       .seconds = 0.2}};
  return state;
}

/// A checkpoint's file, but for what the caller wants changed in its tensors and texts.
struct Written {
  TemporaryFolder folder;
  Model model = small_model(1);
  State state = state_in_epoch_3();
  std::filesystem::path path = folder / "c";

  template <class Change> void write(const Change& change) const {
    const std::vector<StateRow> rows = weft::detail::state_rows(state);
    CheckpointTensors tensors;
    tensors.add("model/", model);
    for (const StateRow& row : rows) tensors.add(row);
    std::vector<NamedTensor> all = tensors.all();
    Metadata texts = weft::detail::state_texts(state);
    texts["format"] = weft::detail::checkpoint_format;
    texts["version"] = weft::detail::checkpoint_version;
    change(all, texts);
    weft::detail::write_tensors_with_checksum(path, all, texts);
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

/// Reads model and state, in a run of four batches a pass, and an epoch where nothing else is said.
template <class L> State read_all(TensorFile& file, L& model, Index steps_per_epoch = 0) {
  std::vector<StateRow> rows{{"state/running", {}}, {"state/history", {}}};
  for (StateRow& row : rows) row.numbers.resize(weft::detail::stored_count(file, row.name));
  CheckpointTensors tensors;
  tensors.add("model/", model);
  for (StateRow& row : rows) tensors.add(row);
  tensors.read(file);
  State state = new_state();
  weft::detail::read_state(file, rows, weft::detail::ExampleOrder(0, 4, 1, weft::everything), steps_per_epoch, state);
  return state;
}

/// What is wrong with the file for models like the given one.
template <class L> std::string tensor_problem(const Written& written, L like) {
  return written.problem([&](TensorFile& file) { read_all(file, like); });
}
std::string state_problem(const Written& written) { return tensor_problem(written, small_model()); }

bool same_bits(const Figures& a, const Figures& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.first == y.first && std::memcmp(&x.second, &y.second, sizeof x.second) == 0;
  });
}

}  // namespace

TEST_CASE("a state comes back as it was, with every bit of its numbers") {
  const Written written;
  TensorFile file = weft::detail::open_checkpoint(written.path);
  Model model = small_model();
  const State read = read_all(file, model), &state = written.state;
  CHECK(read.epoch == 3);
  CHECK(read.batches == 2);
  CHECK(read.rng.state() == state.rng.state());
  CHECK(read.seconds == state.seconds);
  CHECK(same_bits(read.running.result(), state.running.result()));
  REQUIRE(read.history.epochs.size() == 2);
  for (std::size_t k = 0; k < 2; ++k) {
    const weft::EpochResult &given = read.history.epochs[k], &expected = state.history.epochs[k];
    CHECK(given.epoch == expected.epoch);
    CHECK(same_bits(given.train, expected.train));
    CHECK(given.learning_rate == expected.learning_rate);
    CHECK(given.seconds == expected.seconds);
    CHECK(given.validation.has_value() == expected.validation.has_value());
  }
  CHECK(same_bits(*read.history.epochs[1].validation, *state.history.epochs[1].validation));
}

TEST_CASE("weights come back in their places, bit for bit, whatever the numbers") {
  Written written;
  written.model.layer<2>().kernel(0, 0) = -0.0F;
  written.model.layer<3>().bias(0) = std::numeric_limits<float>::denorm_min();
  written.model.layer<0>().embeddings(1, 1) = std::nanf("7");
  written.write([](auto&, auto&) {});
  Model model = small_model(9);
  TensorFile file(written.path);
  read_all(file, model);
  CHECK(equal_weights(model, written.model));
}

TEST_CASE("what is not a checkpoint, or is in another version, is refused") {
  const Written written;
  CHECK(written.problem().empty());
  weft::save(small_model(), written.path);
  CHECK(written.problem() == "is not a checkpoint: its format is 'weft'; expected 'weft checkpoint'");
  written.write([](auto&, Metadata& texts) { texts.erase("format"); });
  CHECK(written.problem() == "is not a checkpoint: its format is ''; expected 'weft checkpoint'");
  written.write_text("version", "1");
  CHECK(written.problem() == "is in version '1' of weft's checkpoints; expected '3': another version of weft wrote it");
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

TEST_CASE("a checkpoint whose rows of numbers are missing, or of another form, is refused") {
  const Written written;
  const auto history = [](std::vector<NamedTensor>& tensors) -> NamedTensor& { return tensors.back(); };
  written.write([&](std::vector<NamedTensor>& tensors, auto&) { history(tensors).name = "state/past"; });
  CHECK(state_problem(written) == "has no tensor 'state/history' that is a row of F64");
  written.write([&](std::vector<NamedTensor>& tensors, auto&) { history(tensors).shape = {2, 7}; });
  CHECK(state_problem(written) == "has no tensor 'state/history' that is a row of F64");
  written.write([&](std::vector<NamedTensor>& tensors, auto&) {
    history(tensors).shape = {13};
    history(tensors).bytes = history(tensors).bytes.first(13 * sizeof(double));
  });
  CHECK(state_problem(written) == "'state/history' has 13 numbers; expected 7 an epoch");
  written.write([&](std::vector<NamedTensor>& tensors, auto&) {
    NamedTensor& running = tensors[tensors.size() - 2];
    running.shape.front() -= 1;
    running.bytes = running.bytes.first(running.bytes.size() - sizeof(double));
  });
  CHECK(state_problem(written) == "'state/running' has too few numbers");
}

TEST_CASE("a state that cannot be is refused, with what it says and what was expected") {
  const Written written;
  CHECK(state_problem(written).empty());
  for (const std::string text : {"5", "-1", "1.5", "2 ", "", "99999999999999999999"}) {
    written.write_text("state/batches", text);
    CHECK(state_problem(written) == "state/batches is '" + text + "'; expected 0 to 4");
    written.write_text("state/pass_batches", text);
    CHECK(state_problem(written) == "state/pass_batches is '" + text + "'; expected 0 to 4");
  }
  written.write_text("state/pass_batches", "3");
  CHECK(state_problem(written) == "state/pass_batches is '3'; expected '2', since an epoch is a pass");
  written.write([](auto&, Metadata& texts) { texts["state/batches"] = texts["state/pass_batches"] = "4"; });
  CHECK(state_problem(written).empty());
  written.write_text("state/rng", "1 2 3");
  CHECK(state_problem(written) == "Rng: \"1 2 3...\" is not a generator's state");
  written.write_text("state/first_epoch", "many");
  CHECK(state_problem(written).starts_with("state/first_epoch is 'many'; expected 0 to "));
}

TEST_CASE("where epochs have a length of their own, a pass may be at another batch than its epoch") {
  const Written written;
  const auto problem = [&] {
    return written.problem([](TensorFile& file) {
      Model model = small_model();
      const State state = read_all(file, model, 9);
      CHECK(state.batches == 9);
      CHECK(state.pass_batches == 3);
    });
  };
  written.write([](auto&, Metadata& texts) { texts["state/batches"] = "9", texts["state/pass_batches"] = "3"; });
  CHECK(problem().empty());
  written.write_text("state/batches", "10");
  CHECK(problem() == "state/batches is '10'; expected 0 to 9");
}

TEST_CASE("an epoch that has taken no time there is, is refused") {
  for (const auto& [seconds, text] : {std::pair{-1.0, "-1"}, {1e129, "1e+129"}, {std::nan(""), "nan"}}) {
    Written written;
    written.state.seconds = seconds;
    written.write([](auto&, auto&) {});
    CHECK(state_problem(written) == weft::concat("the seconds in 'state/running' are ", text, "; expected 0 to 1e+09"));
  }
}

TEST_CASE("a checkpoint that lacks a text of its state is refused with the text's name") {
  const Written written;
  for (const std::string key : {"state/batches", "state/pass_batches", "state/rng", "state/first_epoch"}) {
    written.write([&](auto&, Metadata& texts) { texts.erase(key); });
    CHECK(state_problem(written) == "has no " + key + " in its metadata");
  }
}
