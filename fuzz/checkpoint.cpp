// SPDX-License-Identifier: MIT
// A file of any bytes is a checkpoint or a FileError. One that was read is written and read alike, and fit goes on from
// it, or says that a loss or a gradient is not finite.
#include <weft/weft.hpp>

#include "support.hpp"

namespace {

using Model = weft::Sequential<weft::Dense<float>>;
using Rows = weft::Tensor<float, 2>;

const fuzz::Scratch scratch;
const std::filesystem::path given = scratch / "given", saved = scratch / "saved";

const Model model = [] {
  weft::Rng rng(1);
  return Model(rng, weft::Input{2}, weft::Dense<float>{1, weft::sigmoid});
}();
const weft::Dataset<Rows> train{Rows(Rows(3, 2).setConstant(0.5F)), std::vector<int>{0, 1, 1}};
const weft::FitOptions<Rows> options{
    .epochs = 3, .batch_size = 1, .validation = &train, .verbose = weft::Verbose::silent};
const std::string usual_rng = weft::Rng(7).state();

weft::detail::Checkpoint<Model> read(const std::filesystem::path& path) {
  return weft::detail::read_checkpoint<Model>({.path = path}, {}, model, {}, train, options);
}

/// All that a checkpoint says, as bytes.
std::string content(const weft::detail::Checkpoint<Model>& checkpoint) {
  const weft::detail::StateNumbers numbers(checkpoint.state);
  std::string bytes;
  for (const auto& tensor : weft::detail::checkpoint_tensors<Model>(
           {checkpoint.model, checkpoint.adam.first_moment(), checkpoint.adam.second_moment()}, numbers))
    bytes.append(reinterpret_cast<const char*>(tensor.bytes.data()), tensor.bytes.size());
  for (const auto& [key, text] : weft::detail::state_texts(checkpoint.state, checkpoint.adam.steps()))
    bytes += key + '=' + text + '\n';
  return bytes;
}

void save_and_read(const weft::detail::Checkpoint<Model>& checkpoint) {
  weft::detail::save_checkpoint(checkpoint.model, checkpoint.adam, checkpoint.state, {}, {}, {.path = saved});
  fuzz::expect(content(read(saved)) == content(checkpoint), "what was read is written and read alike");
}

void go_on(weft::detail::Checkpoint<Model> checkpoint) {
  const auto done = checkpoint.state.history.epochs.size();
  const auto write_nothing = [](const weft::detail::TrainingState&, weft::detail::Pause) {};
  const auto history =
      weft::detail::Training<Model, Rows>(checkpoint.model, checkpoint.adam, train, options, checkpoint.state)
          .run(write_nothing);
  fuzz::expect(history.epochs.size() == std::max<std::size_t>(done, 3), "the epochs that were left are done");
}

void check(const std::filesystem::path& path) try {
  const auto checkpoint = read(path);
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

/// A checkpoint of this model's shape, its numbers and some of its texts from the input. One that cannot be written is
/// none.
void write_checkpoint(fuzz::Reader& reader) try {
  Model weights = model, first = model, second = model;
  weft::detail::StateNumbers numbers(reader.up_to(4));
  weft::Metadata texts = weft::detail::state_texts({7, {}}, reader.byte());
  for (auto& [key, text] : texts)
    if (reader.up_to(3) == 1) text = reader.text(reader.up_to(22));
  texts["format"] = weft::detail::checkpoint_format;
  texts["version"] = weft::detail::checkpoint_version;
  for (const std::span<std::byte> memory : weft::detail::checkpoint_memory<Model>({weights, first, second}, numbers)) {
    const std::string bytes = reader.text(static_cast<int>(memory.size()));
    std::copy_n(std::as_bytes(std::span(bytes)).begin(), bytes.size(), memory.begin());
  }
  weft::detail::write_tensors_with_checksum(
      given, weft::detail::checkpoint_tensors<Model>({weights, first, second}, numbers), texts);
} catch (const std::invalid_argument&) {
  std::filesystem::remove(given);
}

/// A checkpoint after so many batches.
std::string seed(int batches) {
  Model trained = model;
  auto stopping = options;
  stopping.on_batch_end = [&](const weft::BatchResult& result) {
    const bool last = 3 * (result.epoch - 1) + result.batch == batches;
    return last ? weft::Proceed::stop : weft::Proceed::go_on;
  };
  stopping.seed = 7;
  weft::fit(trained, train, stopping, {.path = saved});
  return fuzz::read_file(saved);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  fuzz::plant(*argc, *argv,
              {input_of(seed(2)), input_of(seed(9)), '\0' + seed(7), "\2",
               std::string("\2\1\3\1\x02"
                           "12\0\1\1"
                           "2",
                           11)});
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
