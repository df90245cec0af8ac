// SPDX-License-Identifier: MIT
// A folder with files of any names and contents is a data set, of no more reviews than files, or a FileError.
#include "imdb/acl_imdb.hpp"
#include "support.hpp"

namespace {

namespace fs = std::filesystem;

const fuzz::Scratch scratch;

/// What a file system takes as a name.
std::string as_name(std::string name) {
  std::replace(name.begin(), name.end(), '/', '.');
  std::replace(name.begin(), name.end(), '\0', '0');
  return name.empty() || name == "." || name == ".." ? "_" : name;
}

/// Input: for each file a byte that places it and tells the lengths of its name and its content, and these.
int write_files(const fs::path& root, fuzz::Reader& reader) {
  int files = 0;
  while (!reader.empty() && files < 8) {
    const int place = reader.byte();
    const fs::path folder = root / (place % 2 == 0 ? "train" : "test") / (place / 2 % 2 == 0 ? "neg" : "pos");
    std::string name = as_name(reader.text(reader.up_to(12)));
    if (place / 4 % 2 == 0) name += "_1.txt";
    std::error_code ignored;
    if (place / 8 % 8 == 0) {
      fs::create_directories(folder / name, ignored);
    } else if (const std::string text = reader.text(reader.up_to(30)); !fs::is_directory(folder / name, ignored)) {
      fuzz::write_file(folder / name, text);
    }
    ++files;
  }
  return files;
}

std::size_t limit(int byte) { return byte % 4 == 0 ? imdb::all_reviews : static_cast<std::size_t>(byte % 4 - 1); }

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  fuzz::plant(*argc, *argv,
              {std::string("\0\0\x08\x02"
                           "12\x05 dull\x09\x01"
                           "3\x07"
                           "bright \n",
                           19),
               std::string("\1\1\x0C\x07"
                           "4_1.txt\x03 no",
                           15)});
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const fs::path root = scratch / "aclImdb";
  for (const char* folder : {"train/neg", "train/pos", "test/neg", "test/pos"}) fs::create_directories(root / folder);
  fuzz::Reader reader(data, size);
  const imdb::Limits limits{.train = limit(reader.byte()), .test = limit(reader.byte())};
  const int files = write_files(root, reader);
  try {
    const imdb::Reviews reviews = imdb::read_acl_imdb(scratch.path(), limits);
    const auto read = reviews.train.size() + reviews.test.size();
    fuzz::expect(read <= static_cast<std::size_t>(files), "there are no more reviews than files");
  } catch (const weft::FileError&) {}
  fs::remove_all(root);
  return 0;
}
