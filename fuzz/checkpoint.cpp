// SPDX-License-Identifier: MIT
// A file of any bytes is a checkpoint or a FileError. One that was read is written and read alike, and fit goes on from
// it, or says that a loss or a gradient is not finite.
#include <weft/weft.hpp>

#include "support.hpp"

namespace {

using Model = weft::Sequential<weft::Dense<float>>;
using Rows = weft::Tensor<float, 2>;
using Trainer = weft::Trainer<Model, weft::Adam, weft::BinaryCrossentropy, weft::BinaryAccuracy>;
using Checkpoint = weft::detail::Checkpoint<Trainer>;
using State = weft::detail::TrainingState<Trainer::Running>;
using StateRow = weft::detail::StateRow;

const fuzz::Scratch scratch;
const std::filesystem::path given = scratch / "given", saved = scratch / "saved";

Model make_model() {
  weft::Rng rng(1);
  return Model(rng, weft::Input{2}, weft::Dense<float>{1, weft::sigmoid});
}
Trainer trainer_of(Model& model) { return {model, weft::Adam{}, weft::BinaryCrossentropy{}, weft::BinaryAccuracy{}}; }

const weft::Dataset<Rows> train{Rows(Rows(3, 2).setConstant(0.5F)), std::vector<int>{0, 1, 1}};
const weft::FitOptions<Rows> options{
    .epochs = 3, .batch_size = 1, .validation = &train, .verbose = weft::Verbose::silent};
const std::string usual_rng = weft::Rng(7).state();

/// What a callback remembers.
struct Memory {
  double count = 0;
  std::vector<double> numbers = {};

  void on_epoch_end(const weft::EpochResult&) { numbers.push_back(++count); }
  static void for_each_state(auto&& visit, auto&... each) {
    visit(each.count...);
    visit(each.numbers...);
  }
};

/// Inputs stay short without the other terms of a run. This one is asked for.
const std::string learning_rate = "optimizer/learning_rate";
const weft::Metadata terms{{learning_rate, "0.001"}};

Checkpoint read(const std::filesystem::path& path) {
  Model model = make_model();
  return weft::detail::read_checkpoint(weft::Checkpoints{.path = path, .may_differ = {learning_rate}}, terms,
                                       trainer_of(model), train, options, Memory{});
}

/// A trainer of the checkpoint's model with its optimizer.
Trainer trainer_of(Checkpoint& checkpoint) {
  Trainer trainer = trainer_of(checkpoint.model);
  trainer.optimizer() = checkpoint.optimizer;
  return trainer;
}

Memory memory_of(const Checkpoint& checkpoint) {
  Memory memory;
  weft::detail::restore_callbacks(given, checkpoint.callbacks, checkpoint.texts, memory);
  return memory;
}

/// All that a checkpoint says, as bytes.
std::string content(const Checkpoint& checkpoint) {
  std::vector<StateRow> rows = weft::detail::state_rows(checkpoint.state);
  rows.push_back(weft::detail::optimizer_row(checkpoint.optimizer));
  rows.insert(rows.end(), checkpoint.callbacks.begin(), checkpoint.callbacks.end());
  weft::detail::CheckpointTensors tensors;
  tensors.add("model/", checkpoint.model);
  weft::detail::add_optimizer(tensors, checkpoint.optimizer);
  for (const StateRow& row : rows) tensors.add(row);
  std::string bytes;
  for (const weft::NamedTensor& tensor : tensors.all())
    bytes.append(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
  for (const auto& [key, text] : weft::detail::state_texts(checkpoint.state)) bytes += key + '=' + text + '\n';
  return bytes;
}

void save_and_read(Checkpoint checkpoint) {
  const Memory memory = memory_of(checkpoint);
  weft::detail::save_checkpoint(trainer_of(checkpoint), checkpoint.state, terms, {.path = saved}, memory);
  fuzz::expect(content(read(saved)) == content(checkpoint), "what was read is written and read alike");
}

void go_on(Checkpoint checkpoint) {
  const auto done = checkpoint.state.history.epochs.size();
  const auto write_nothing = [](const State&, weft::detail::Pause) {};
  Trainer trainer = trainer_of(checkpoint);
  Memory memory = memory_of(checkpoint);
  const auto history = weft::detail::Training<Trainer, Rows, Memory>(trainer, train, options, checkpoint.state, memory)
                           .run(write_nothing);
  fuzz::expect(history.epochs.size() == std::max<std::size_t>(done, 3), "the epochs that were left are done");
}

void check(const std::filesystem::path& path) try {
  const Checkpoint checkpoint = read(path);
  save_and_read(checkpoint);
  go_on(checkpoint);
} catch (const weft::FileError&) {     // not a checkpoint
} catch (const std::runtime_error&) {  // not finite
}

/// Where the text of the generator's state stands in a header: from the first of the two on, and so many characters.
std::pair<std::size_t, std::size_t> place_of_rng(std::string_view header) {
  constexpr std::string_view before = "\"state/rng\":\"";
  const auto found = header.find(before);
  if (found == header.npos) return {0, 0};
  const auto begin = found + before.size();
  return {begin, std::min(header.find('"', begin), header.size()) - begin};
}

/// The file of a header and data, with its length and, where the header has a place for it, its checksum put right. Its
/// generator's state may be written as R, so that inputs stay short.
std::string file_of(std::string header, std::string_view data) {
  if (const auto [begin, size] = place_of_rng(header); header.substr(begin, size) == "R")
    header.replace(begin, size, usual_rng);
  const auto digits = weft::detail::find_crc32(header);
  if (digits != header.npos) header.replace(digits, 8, weft::detail::crc32_blank);
  const std::uint64_t length = header.size();
  std::string file(reinterpret_cast<const char*>(&length), sizeof length);
  file += header;
  file += data;
  weft::detail::Crc32 crc;
  crc.add(std::as_bytes(std::span(file)));
  if (digits != header.npos) file.replace(sizeof length + digits, 8, crc.text());
  return file;
}

/// The input from which file_of makes this file.
std::string input_of(const std::string& file) {
  std::uint64_t length = 0;
  std::memcpy(&length, file.data(), sizeof length);
  std::string header = file.substr(sizeof length, length);
  const auto [begin, characters] = place_of_rng(header);
  header.replace(begin, characters, "R");
  const auto size = static_cast<std::uint16_t>(header.size());
  return '\1' + std::string(reinterpret_cast<const char*>(&size), sizeof size) + header +
         file.substr(sizeof length + length);
}

/// Numbers from the input, in place of some of these.
void change(fuzz::Reader& reader, std::span<double> numbers) {
  for (double& number : numbers)
    if (reader.up_to(3) == 1) std::memcpy(&number, reader.text(sizeof number).data(), sizeof number);
}

void fill(fuzz::Reader& reader, Model& model) {
  weft::for_each_parameter(
      [&](std::string_view, weft::Parameter<float> p) {
        const std::string bytes = reader.text(static_cast<int>(p.numbers().size_bytes()));
        std::memcpy(p.data(), bytes.data(), bytes.size());
      },
      model);
}

/// The rows of a run that has done so many epochs, some of their numbers from the input, and a row too long at times.
std::vector<StateRow> rows_from(fuzz::Reader& reader, State state, const Trainer& trainer, int epochs) {
  const weft::Figures figures = state.running.result();
  for (int epoch = 1; epoch <= epochs; ++epoch)
    state.history.epochs.push_back({.epoch = epoch, .train = figures, .validation = figures});
  std::vector<StateRow> rows = weft::detail::state_rows(state);
  rows.push_back(weft::detail::optimizer_row(trainer.optimizer()));
  for (StateRow& row : weft::detail::callback_rows(Memory{.numbers = {1, 2}})) rows.push_back(row);
  for (StateRow& row : rows) {
    if (reader.up_to(15) == 1) row.numbers.push_back(0);
    change(reader, row.numbers);
  }
  return rows;
}

weft::Metadata texts_from(fuzz::Reader& reader, const State& state) {
  weft::Metadata texts = weft::detail::state_texts(state);
  texts.insert(terms.begin(), terms.end());
  for (auto& [key, text] : texts)
    if (reader.up_to(3) == 1) text = reader.text(reader.up_to(22));
  texts["format"] = weft::detail::checkpoint_format;
  texts["version"] = weft::detail::checkpoint_version;
  return texts;
}

/// A checkpoint of this model's shape, some of its numbers and texts from the input. One that cannot be written is
/// none.
void write_checkpoint(fuzz::Reader& reader) try {
  Model model = make_model();
  Trainer trainer = trainer_of(model);
  const State state(7, trainer.new_figures(), {});
  const int epochs = reader.up_to(4);
  const weft::Metadata texts = texts_from(reader, state);
  const std::vector<StateRow> rows = rows_from(reader, state, trainer, epochs);
  fill(reader, model);
  Trainer::Optimizer::for_each_model([&](std::string_view, Model& moment) { fill(reader, moment); },
                                     trainer.optimizer());
  weft::detail::CheckpointTensors tensors;
  tensors.add("model/", std::as_const(model));
  weft::detail::add_optimizer(tensors, std::as_const(trainer).optimizer());
  for (const StateRow& row : rows) tensors.add(row);
  weft::detail::write_tensors_with_checksum(given, tensors.all(), texts);
} catch (const std::invalid_argument&) {
  std::filesystem::remove(given);
}

/// A checkpoint after so many batches.
std::string seed(int batches) {
  Model trained = make_model();
  Trainer trainer = trainer_of(trained);
  auto fit_options = options;
  fit_options.seed = 7;
  const auto stop = [&](const weft::BatchResult& result) {
    const bool last = 3 * (result.epoch - 1) + result.batch == batches;
    return last ? weft::Proceed::stop : weft::Proceed::go_on;
  };
  weft::fit(trainer, train, fit_options, {.path = saved}, Memory{}, stop);
  return fuzz::read_file(saved);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  fuzz::plant(*argc, *argv,
              {input_of(seed(2)), input_of(seed(9)), '\0' + seed(7), "\2",
               std::string("\2\1\0\1\1"
                           "2\1\2"
                           "12\0\0\1\0\0\0\0\0\0\x08\x40",
                           21)});
  return 0;
}

/// Input: a byte that says what follows. 0: a file. 1: a header's size in two bytes, a header, and data, of which a
/// file with a right checksum is made. 2: what write_checkpoint reads.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::Reader reader(data, size);
  const int form = reader.byte() % 3;
  if (form == 0) {
    fuzz::write_file(given, reader.rest());
  } else if (form == 1) {
    const int low = reader.byte(), length = low + 256 * reader.byte();
    const std::string_view rest = reader.rest();
    const std::size_t header = std::min(rest.size(), static_cast<std::size_t>(length));
    fuzz::write_file(given, file_of(std::string(rest.substr(0, header)), rest.substr(header)));
  } else {
    write_checkpoint(reader);
  }
  check(given);
  return 0;
}
