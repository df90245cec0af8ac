// SPDX-License-Identifier: MIT
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <iomanip>

#include <doctest/doctest.h>
#include <weft/files/safetensors.hpp>

#include "small_model.hpp"
#include "text/temporary_folder.hpp"

namespace {

/// Runs a program in Python, with a file's path as its argument; true if all went well.
bool python(const std::filesystem::path& program, const std::filesystem::path& argument) {
  const char* chosen = std::getenv("WEFT_PYTHON");
  const std::string interpreter = chosen != nullptr ? chosen : "python3";
  const auto command = weft::concat('\'', interpreter, "' '", program.string(), "' '", argument.string(), "' 2>&1");
  return std::system(command.c_str()) == 0;
}

bool python_has_safetensors(const TemporaryFolder& folder) {
  const auto program = folder.write("try.py",
                                    "try:\n    import numpy, safetensors.numpy\n"
                                    "except ImportError:\n    raise SystemExit(1)\n");
  if (python(program, "")) return true;
  MESSAGE("skipped: no Python with safetensors and numpy; WEFT_PYTHON may name one");
  return false;
}

/// Prints what Python's library finds in a file: metadata, then each tensor's name, type, shape and bytes.
constexpr std::string_view reader = R"(
import sys
import safetensors, safetensors.numpy
with safetensors.safe_open(sys.argv[1], framework="np") as file:
    metadata = file.metadata()
tensors = safetensors.numpy.load_file(sys.argv[1])
with open(sys.argv[1] + ".txt", "w", encoding="utf-8") as out:
    print(sorted(metadata.items()), file=out)
    for name, tensor in sorted(tensors.items()):
        print(name, tensor.dtype, list(tensor.shape), tensor.tobytes().hex(), file=out)
)";

/// The same, by weft.
template <weft::Layer L> std::string expected_by_reader(const L& model) {
  std::map<std::string, std::string> lines;
  for (const auto& tensor : weft::named_tensors(model)) {
    std::ostringstream line;
    line << tensor.name << (tensor.dtype == weft::DType::f32 ? " float32 [" : " float64 [") << tensor.shape[0];
    if (tensor.shape.size() == 2) line << ", " << tensor.shape[1];
    line << "] " << std::hex << std::setfill('0');
    weft::detail::in_file_order(tensor.bytes, weft::dtype_size(tensor.dtype), [&](auto bytes) {
      for (const std::byte byte : bytes) line << std::setw(2) << std::to_integer<int>(byte);
    });
    lines[tensor.name] = line.str() + '\n';
  }
  std::string text = "[('format', 'weft'), ('note', 'gr\xC3\xBC\xC3\x9F'), ('version', '1')]\n";
  for (const auto& [name, line] : lines) text += line;
  return text;
}

template <class Scalar> void check_python_reads() {
  const TemporaryFolder folder;
  if (!python_has_safetensors(folder)) return;
  auto model = small_model<Scalar>(1);
  model.template layer<0>().embeddings(0, 0) = std::numeric_limits<Scalar>::denorm_min();
  model.template layer<0>().embeddings(0, 1) = -Scalar(0);
  weft::save(model, folder / "model", {{"note", "gr\xC3\xBC\xC3\x9F"}});
  REQUIRE(python(folder.write("read.py", reader), folder / "model"));
  CHECK(folder.read("model.txt") == expected_by_reader(model));
}

/// Writes six numbers as each float format: to a.f16, a.f32 and a.f64 with Python's library, to a.bf16, for which numpy
/// has no type, by hand.
constexpr std::string_view writer = R"(
import json, struct, sys
import numpy, safetensors.numpy
kernel = numpy.array([[0.5, -0.0, 1.0], [-3.0, 2.0 ** -14 * 1.5, 240.0]])
bias = numpy.array([0.0, 1.0, -2.0])
for name, dtype in {"f16": numpy.float16, "f32": numpy.float32, "f64": numpy.float64}.items():
    tensors = {"kernel": kernel.astype(dtype), "bias": bias.astype(dtype)}
    safetensors.numpy.save_file(tensors, sys.argv[1] + "." + name, metadata={"format": "np"})
upper_half = lambda x: (x.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()
header = json.dumps({"kernel": {"dtype": "BF16", "shape": [2, 3], "data_offsets": [0, 12]},
                     "bias": {"dtype": "BF16", "shape": [3], "data_offsets": [12, 18]}}).encode()
with open(sys.argv[1] + ".bf16", "wb") as file:
    file.write(struct.pack("<Q", len(header)) + header + upper_half(kernel) + upper_half(bias))
with safetensors.safe_open(sys.argv[1] + ".bf16", framework="np") as file:
    assert sorted(file.keys()) == ["bias", "kernel"]
tiny = {"kernel": numpy.array([[2.0 ** -149, -0.0, 1 / 3]] * 2, "float32"), "bias": numpy.zeros(3, "float32")}
safetensors.numpy.save_file(tiny, sys.argv[1] + ".tiny")
)";

template <class Scalar> void check_reads_python() {
  const TemporaryFolder folder;
  if (!python_has_safetensors(folder)) return;
  REQUIRE(python(folder.write("write.py", writer), folder / "a"));
  for (const char* name : {"a.f16", "a.bf16", "a.f32", "a.f64"}) {
    CAPTURE(name);
    weft::Rng rng(1);
    weft::Dense<Scalar> layer(3);
    layer.build(2, rng);
    weft::load(layer, folder / name);
    CHECK(std::vector<Scalar>(layer.kernel.data(), layer.kernel.data() + 6) ==
          std::vector<Scalar>{Scalar(0.5), Scalar(0), Scalar(1), Scalar(-3), Scalar(0x1.8p-14), Scalar(240)});
    CHECK(std::signbit(layer.kernel(0, 1)));
    CHECK(std::vector<Scalar>(layer.bias.data(), layer.bias.data() + 3) ==
          std::vector<Scalar>{Scalar(0), Scalar(1), Scalar(-2)});
  }
  weft::Rng rng(1);
  weft::Dense<Scalar> layer(3);
  layer.build(2, rng);
  weft::load(layer, folder / "a.tiny");
  CHECK(layer.kernel(0, 0) == Scalar(0x1p-149F));
  CHECK(layer.kernel(1, 2) == Scalar(0x1.555556p-2F));
  CHECK(weft::read_metadata(folder / "a.f16") == weft::Metadata{{"format", "np"}});
}

}  // namespace

TEST_CASE("Python's safetensors reads what was saved, bit for bit, in float") { check_python_reads<float>(); }
TEST_CASE("Python's safetensors reads what was saved, bit for bit, in double") { check_python_reads<double>(); }
TEST_CASE("what Python's safetensors wrote is loaded, in float") { check_reads_python<float>(); }
TEST_CASE("what Python's safetensors wrote is loaded, in double") { check_reads_python<double>(); }
