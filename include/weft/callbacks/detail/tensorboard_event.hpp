// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

#include <weft/callbacks/detail/crc32c.hpp>
#include <weft/core/detail/bits.hpp>
#include <weft/training/figures.hpp>

/// What TensorBoard reads, byte by byte: a file of records, each of which holds one Event.
namespace weft::detail {

/// The number's bytes, the lowest first.
template <std::unsigned_integral Number> std::string little_endian(Number number) {
  std::string bytes;
  for (std::size_t k = 0; k < sizeof number; ++k) bytes += static_cast<char>(number >> 8 * k & 255U);
  return bytes;
}

/// A record: the data's length and its checksum, the data and theirs.
/// Source: tensorflow/core/lib/io/record_writer.h.
inline std::string tfrecord(std::string_view data) {
  const std::string length = little_endian(std::uint64_t{data.size()});
  return length + little_endian(masked_crc32c(length)) + std::string(data) + little_endian(masked_crc32c(data));
}

/// A message of Protocol Buffers: fields one after another, each behind its number and how it is stored.
/// Source: protobuf.dev/programming-guides/encoding.
class ProtobufMessage {
 public:
  /// Seven bits a byte, the lowest first; all bytes but the last have their highest bit set.
  ProtobufMessage& add_varint(unsigned field, std::uint64_t number) {
    add_tag(field, 0);
    put_varint(number);
    return *this;
  }
  ProtobufMessage& add_double(unsigned field, double number) {
    add_tag(field, 1);
    bytes_ += little_endian(bit_cast<std::uint64_t>(number));
    return *this;
  }
  ProtobufMessage& add_text(unsigned field, std::string_view text) {
    add_tag(field, 2);
    put_varint(text.size());
    bytes_ += text;
    return *this;
  }
  ProtobufMessage& add_float(unsigned field, float number) {
    add_tag(field, 5);
    bytes_ += little_endian(bit_cast<std::uint32_t>(number));
    return *this;
  }

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  void add_tag(unsigned field, unsigned type) { put_varint(field << 3U | type); }
  void put_varint(std::uint64_t number) {
    for (; number > 127; number >>= 7U) bytes_ += static_cast<char>((number & 127U) | 128U);
    bytes_ += static_cast<char>(number);
  }

  std::string bytes_;
};

/// Seconds since 1970.
inline double wall_time() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// The record that a file begins with. Event: wall_time = 1, file_version = 3. Source: tensorflow's event.proto.
inline std::string file_version_record(double time) {
  return tfrecord(ProtobufMessage().add_double(1, time).add_text(3, "brain.Event:2").bytes());
}

/// A record with scalars of one step; TensorBoard has them as floats. Event: wall_time = 1, step = 2, which is left out
/// where it is 0, summary = 5; Summary: value = 1; Value: tag = 1, simple_value = 2.
/// Source: tensorflow's event.proto and summary.proto.
inline std::string scalars_record(double time, std::int64_t step, const Figures& scalars) {
  ProtobufMessage event, summary;
  for (const auto& [tag, value] : scalars)
    summary.add_text(1, ProtobufMessage().add_text(1, tag).add_float(2, static_cast<float>(value)).bytes());
  event.add_double(1, time);
  if (step != 0) event.add_varint(2, static_cast<std::uint64_t>(step));
  return tfrecord(event.add_text(5, summary.bytes()).bytes());
}

}  // namespace weft::detail
