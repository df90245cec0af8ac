// SPDX-License-Identifier: MIT
#include <weft/callbacks/detail/tensorboard_event.hpp>

#include <limits>
#include <string>

#include <doctest/doctest.h>

// The expected bytes are those of TensorBoard 2.21:
//
//   import io
//   from tensorboard.compat.proto.event_pb2 import Event
//   from tensorboard.compat.proto.summary_pb2 import Summary
//   from tensorboard.summary.writer.record_writer import RecordWriter
//   def record(**fields):
//       out = io.BytesIO()
//       RecordWriter(out).write(Event(**fields).SerializeToString())
//       print(out.getvalue().hex())
//   record(wall_time=1.5, file_version="brain.Event:2")
//   record(wall_time=1764420000.25, step=300, summary=Summary(value=[
//       Summary.Value(tag="epoch_loss", simple_value=0.25), Summary.Value(tag="epoch_accuracy", simple_value=0)]))
//   record(wall_time=2, step=0, summary=Summary(value=[Summary.Value(tag="a" * 200, simple_value=float("nan"))]))

namespace {

std::string hex(const std::string& bytes) {
  std::string digits;
  for (const char byte : bytes) {
    const auto value = static_cast<unsigned char>(byte);
    digits += {"0123456789abcdef"[value >> 4U], "0123456789abcdef"[value & 15U]};
  }
  return digits;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int k = 0; k < times; ++k) all += text;
  return all;
}

}  // namespace

TEST_CASE("a file begins with its version, in a record with its length and two checksums") {
  CHECK(hex(weft::detail::file_version_record(1.5)) ==
        "1800000000000000a37f4b2209000000000000f83f1a0d627261696e2e4576656e743a322a28646c");
}

TEST_CASE("scalars of one step are a summary's simple values") {
  CHECK(hex(weft::detail::scalars_record(1764420000.25, 300, {{"epoch_loss", 0.25}, {"epoch_accuracy", 0}})) ==
        "3800000000000000a3797d570900001068ba4ada4110ac022a2a0a110a0a65706f63685f6c6f7373150000803e0a150a0e65706f6368"
        "5f61636375726163791500000000619319e1");
}

TEST_CASE("step 0 is not written, long texts have long lengths, and NaN may be a value") {
  CHECK(hex(weft::detail::scalars_record(2, 0, {{std::string(200, 'a'), std::numeric_limits<double>::quiet_NaN()}})) ==
        "df000000000000005327f0710900000000000000402ad3010ad0010ac801" + repeated("61", 200) + "150000c07fa4de9810");
}

TEST_CASE("a varint has seven bits a byte") {
  const auto varint = [](std::uint64_t number) {
    return hex(weft::detail::ProtobufMessage().add_varint(2, number).bytes());
  };
  CHECK(varint(0) == "1000");
  CHECK(varint(127) == "107f");
  CHECK(varint(128) == "108001");
  CHECK(varint((std::numeric_limits<std::uint64_t>::max)()) == "10ffffffffffffffffff01");
}
