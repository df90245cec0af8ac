// SPDX-License-Identifier: MIT
#pragma once

#include <fstream>

#include <weft/files/atomic_file.hpp>
#include <weft/files/detail/byte_order.hpp>
#include <weft/files/safetensors_text.hpp>

/// Named tensors in a file, whatever they belong to. A safetensors file is the length of its header in 8 bytes, the
/// header, and the tensors' bytes; every number is little-endian, on every machine.
namespace weft {

namespace detail {

/// Writes a header and the bytes of its tensors.
inline void write_safetensors(const std::filesystem::path& path, const std::string& header,
                              std::span<const NamedTensor> tensors) {
  AtomicFile file(path);
  file.write(detail::to_file_word(header.size()));
  file.write(std::as_bytes(std::span(header)));
  for (const NamedTensor& tensor : tensors)
    detail::in_file_order(tensor.bytes, dtype_size(tensor.dtype), [&](auto bytes) { file.write(bytes); });
  file.commit();
}

}  // namespace detail

/// Writes tensors to a file, in their order. The file appears whole or not at all (see AtomicFile). Throws FileError
/// when it cannot be written and std::invalid_argument when the format cannot hold the tensors (see
/// safetensors_header).
inline void write_tensors(const std::filesystem::path& path, std::span<const NamedTensor> tensors,
                          const Metadata& metadata = {}) {
  detail::write_safetensors(path, safetensors_header(tensors, metadata), tensors);
}

/// A safetensors file that is being read. What its header says has been checked against the file's size before
/// anything else can be asked; memory is taken for what the file has, never for what it only claims.
///
/// Errors: FileError, with the path, the tensor, what was expected and what was found.
class TensorFile {
 public:
  explicit TensorFile(const std::filesystem::path& path) : path_(path) {
    open();
    const std::uint64_t length = read_header_length();
    std::string text(static_cast<std::size_t>(length), '\0');
    read(std::as_writable_bytes(std::span(text)));
    header_ = parse_safetensors_header(path_, text);
    data_begin_ = length_bytes + length;
    detail::order_tensors(path_, header_, size_ - data_begin_);
  }

  const std::filesystem::path& path() const& { return path_; }
  const Metadata& metadata() const& { return header_.metadata; }
  /// In the order in which they stand in the file.
  const std::vector<StoredTensor>& tensors() const& { return header_.tensors; }

  // Of a file that is about to be closed.
  std::filesystem::path path() && { return std::move(path_); }
  Metadata metadata() && { return std::move(header_.metadata); }
  std::vector<StoredTensor> tensors() && { return std::move(header_.tensors); }

  /// One of this file's tensors, in this machine's byte order; one whose numbers weft does not read, as it is in the
  /// file.
  std::vector<std::byte> read(const StoredTensor& tensor) {
    std::vector<std::byte> numbers = read(data_begin_ + tensor.begin, data_begin_ + tensor.end);
    detail::from_file_order(numbers, tensor.dtype ? dtype_size(*tensor.dtype) : 1);
    return numbers;
  }

  /// The file's bytes from `begin` to before `end`, counted from the file's first; the tensors' begin at data_begin().
  std::vector<std::byte> read(std::uint64_t begin, std::uint64_t end) {
    const auto size = static_cast<std::streamsize>(end - begin);
    std::vector<std::byte> bytes(static_cast<std::size_t>(size));
    file_.seekg(static_cast<std::streamoff>(begin));
    read(bytes);
    return bytes;
  }
  std::uint64_t data_begin() const { return data_begin_; }
  std::uint64_t size() const { return size_; }

 private:
  static constexpr std::uint64_t length_bytes = sizeof(detail::FileWord);

  void open() {
    std::error_code error;
    const auto status = std::filesystem::status(path_, error);
    if (!std::filesystem::exists(status))
      fail_reading(error ? error : std::make_error_code(std::errc::no_such_file_or_directory));
    if (!std::filesystem::is_regular_file(status)) throw FileError(path_, "cannot be read: not a regular file");
    size_ = std::filesystem::file_size(path_, error);
    if (error) fail_reading(error);
    errno = 0;
    file_.open(path_, std::ios::binary);
    if (!file_) fail_reading({errno, std::generic_category()});
  }

  std::uint64_t read_header_length() {
    detail::FileWord word;
    if (size_ < length_bytes)
      throw FileError(path_, concat("is ", size_, " bytes long; expected at least ", length_bytes));
    read(word);
    const std::uint64_t length = detail::from_file_word(word);
    const std::uint64_t most = std::min<std::uint64_t>(SafetensorsHeader::max_bytes, size_ - length_bytes);
    if (length > most)
      throw FileError(path_, concat("is cut off, or not a safetensors file: a header of ", length,
                                    " bytes is announced; expected at most ", most));
    return length;
  }

  void read(std::span<std::byte> bytes) {
    errno = 0;
    file_.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (file_) return;
    if (errno != 0) fail_reading({errno, std::generic_category()});
    throw FileError(path_, "cannot be read: it became shorter meanwhile");
  }

  [[noreturn]] void fail_reading(std::error_code reason) const {
    throw FileError(path_, concat("cannot be read: ", reason.message()));
  }

  std::filesystem::path path_;
  std::ifstream file_ = in_classic_locale<std::ifstream>();
  std::uint64_t size_ = 0, data_begin_ = 0;
  SafetensorsHeader header_;
};

/// What is written about a file in it, without reading its tensors. Throws FileError.
[[nodiscard]] inline Metadata read_metadata(const std::filesystem::path& path) { return TensorFile(path).metadata(); }

}  // namespace weft
