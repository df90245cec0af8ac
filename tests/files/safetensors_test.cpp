// SPDX-License-Identifier: MIT
#include <weft/files/safetensors.hpp>

#include <cstring>
#include <limits>

#include <doctest/doctest.h>
#include <weft/recurrent/gru.hpp>

#include "small_model.hpp"
#include "text/temporary_folder.hpp"
#include "thrown.hpp"

using weft::DType;

namespace {

template <weft::Layer L> bool same_bits(const L& a, const L& b) {
  const auto first = weft::named_tensors(a), second = weft::named_tensors(b);
  return std::equal(first.begin(), first.end(), second.begin(), second.end(), [](const auto& x, const auto& y) {
    return std::equal(x.bytes.begin(), x.bytes.end(), y.bytes.begin(), y.bytes.end());
  });
}

template <class Scalar> weft::Dense<Scalar> dense(weft::Index inputs, weft::Index units, std::uint64_t seed = 1) {
  weft::Rng rng(seed);
  weft::Dense<Scalar> layer(units);
  layer.build(inputs, rng);
  return layer;
}

/// A tensor with memory of its own.
struct Stored {
  std::string name;
  DType dtype;
  std::vector<weft::Index> shape;
  std::vector<std::byte> bytes;
};

template <class Number>
Stored stored(std::string name, DType dtype, std::vector<weft::Index> shape, const std::vector<Number>& numbers) {
  const auto bytes = std::as_bytes(std::span(numbers));
  return {std::move(name), dtype, std::move(shape), {bytes.begin(), bytes.end()}};
}

void write(const std::filesystem::path& path, const std::vector<Stored>& tensors, const weft::Metadata& metadata = {}) {
  std::vector<weft::NamedTensor> named;
  for (const Stored& t : tensors) named.push_back({t.name, t.dtype, t.shape, t.bytes});
  weft::write_tensors(path, named, metadata);
}

/// What load finds wrong; the model must stay as it was.
template <weft::Layer L> std::string load_problem(const L& model, const std::filesystem::path& path) {
  L changed = model;
  const std::string problem = file_problem(path, [&] { weft::load(changed, path); });
  CHECK(same_bits(changed, model));
  return problem;
}

/// What load finds wrong with these tensors for a Dense layer of two inputs and one unit.
std::string dense_problem(const std::vector<Stored>& tensors, const weft::Metadata& metadata = {}) {
  const TemporaryFolder folder;
  write(folder / "a", tensors, metadata);
  return load_problem(dense<float>(2, 1), folder / "a");
}

const Stored kernel = stored("kernel", DType::f32, {2, 1}, std::vector{0.5F, -3.0F});
const Stored bias = stored("bias", DType::f32, {1}, std::vector{7.0F});

template <class Scalar> void check_round_trip() {
  using Limits = std::numeric_limits<Scalar>;
  auto model = small_model<Scalar>(1);
  auto& embeddings = model.template layer<0>().embeddings;
  const std::vector<Scalar> extremes{Scalar(0),         -Scalar(0),       Limits::denorm_min(), -Limits::denorm_min(),
                                     Limits::min(),     Limits::max(),    Limits::lowest(),     Scalar(1) / Scalar(3),
                                     Limits::min() / 3, Limits::epsilon()};
  std::copy(extremes.begin(), extremes.end(), embeddings.data());
  const TemporaryFolder folder;
  weft::save(model, folder / "model");
  auto loaded = small_model<Scalar>(2);
  REQUIRE_FALSE(same_bits(loaded, model));
  weft::load(loaded, folder / "model");
  CHECK(same_bits(loaded, model));
  CHECK(folder.size() == 1);
}

}  // namespace

TEST_CASE("a model in float is saved and loaded bit for bit") { check_round_trip<float>(); }
TEST_CASE("a model in double is saved and loaded bit for bit") { check_round_trip<double>(); }

TEST_CASE("a file's tensors are the model's parameters, in its order and under its names") {
  const TemporaryFolder folder;
  weft::save(small_model<float>(1), folder / "a");
  const weft::TensorFile file(folder / "a");
  std::string text;
  for (const auto& tensor : file.tensors())
    text += weft::concat(tensor.name, ' ', tensor.dtype_text, ' ', weft::shape_text(tensor.shape), '\n');
  CHECK(text ==
        "embedding/embeddings F32 [5 x 3]\n"
        "bidirectional/forward/kernel F32 [3 x 8]\n"
        "bidirectional/forward/recurrent_kernel F32 [2 x 8]\n"
        "bidirectional/forward/bias F32 [8]\n"
        "bidirectional/backward/kernel F32 [3 x 8]\n"
        "bidirectional/backward/recurrent_kernel F32 [2 x 8]\n"
        "bidirectional/backward/bias F32 [8]\n"
        "dense/kernel F32 [4 x 4]\n"
        "dense/bias F32 [4]\n"
        "dense_1/kernel F32 [4 x 1]\n"
        "dense_1/bias F32 [1]\n");
}

TEST_CASE("metadata are kept beside the library's own") {
  const TemporaryFolder folder;
  const auto model = dense<float>(2, 1);
  weft::save(model, folder / "a", {{"epoch", "7"}});
  const weft::Metadata expected{{"epoch", "7"}, {"format", "weft"}, {"model/activation", "linear"}, {"version", "1"}};
  CHECK(weft::read_metadata(folder / "a") == expected);
  weft::save(model, folder / "a", weft::read_metadata(folder / "a"));
  CHECK(weft::read_metadata(folder / "a") == expected);
  CHECK_THROWS_WITH_AS(weft::save(model, folder / "a", {{"format", "pt"}}),
                       "save: the metadata's format is pt; it is the library's own: weft", std::invalid_argument);
}

TEST_CASE("a model whose layers were told otherwise than the file's is refused with both values") {
  const TemporaryFolder folder;
  weft::Rng rng(1);
  const auto made = [&](weft::Padding padding, weft::Direction direction, weft::Activation activation) {
    return weft::Sequential{rng, weft::Embedding<float>{5, 3, padding}, weft::LSTM<float>{2, direction},
                            weft::Dense<float>{3, activation}, weft::Dense<float>{1, weft::sigmoid}};
  };
  using enum weft::Padding;
  using enum weft::Direction;
  const auto model = made(masked, weft::Direction::forward, weft::tanh);
  weft::save(model, folder / "a");
  const auto problem = [&](weft::Padding padding, weft::Direction direction, weft::Activation activation) {
    return load_problem(made(padding, direction, activation), folder / "a");
  };
  auto same = made(masked, weft::Direction::forward, weft::tanh);
  weft::load(same, folder / "a");
  CHECK(same_bits(same, model));
  CHECK(problem(masked, weft::Direction::forward, weft::relu) ==
        "model/dense/activation is 'tanh'; this model's is 'relu'");
  CHECK(problem(masked, backward, weft::tanh) == "model/lstm/direction is 'forward'; this model's is 'backward'");
  CHECK(problem(unmasked, weft::Direction::forward, weft::tanh) ==
        "model/embedding/padding is 'masked'; this model's is 'unmasked'");
}

TEST_CASE("a Bidirectional's file is loaded by one that merges in the same way, and refused by the others") {
  const TemporaryFolder folder;
  weft::Rng rng(1);
  const weft::LSTM<float> lstm(2);
  const auto built = [&](auto both) {
    both.build(3, rng);
    return both;
  };
  const auto model = built(weft::Bidirectional{lstm, weft::MergeMode::sum});
  weft::save(model, folder / "a");
  auto same = built(weft::Bidirectional{lstm, weft::MergeMode::sum});
  weft::load(same, folder / "a");
  CHECK(same_bits(same, model));
  CHECK(load_problem(built(weft::Bidirectional{lstm}), folder / "a") ==
        "model/merge_mode is 'sum'; this model's is 'concat'");
  CHECK(load_problem(built(weft::Bidirectional{lstm, weft::merge_mode_none}), folder / "a") ==
        "model/merge_mode is 'sum'; this model's is 'none'");
}

TEST_CASE("a Bidirectional's file of version 0.1 is loaded") {
  const TemporaryFolder folder;
  const std::vector<float> numbers{1, 2, 3, 4};
  std::vector<Stored> tensors;
  for (const std::string name : {"forward/", "backward/"}) {
    tensors.push_back(stored(name + "kernel", DType::f32, {1, 4}, numbers));
    tensors.push_back(stored(name + "recurrent_kernel", DType::f32, {1, 4}, numbers));
    tensors.push_back(stored(name + "bias", DType::f32, {4}, numbers));
  }
  write(folder / "a", tensors,
        {{"format", "weft"},
         {"version", "1"},
         {"model/forward/direction", "forward"},
         {"model/forward/returns", "last_state"},
         {"model/backward/direction", "backward"},
         {"model/backward/returns", "last_state"},
         {"model/merge_mode", "concat"}});
  weft::Rng rng(1);
  weft::Bidirectional model{weft::LSTM{1}};
  model.build(1, rng);
  weft::load(model, folder / "a");
  CHECK(model.backward_layer.kernel(0, 3) == 4);
}

TEST_CASE("files that say nothing of settings are loaded: older ones, and other libraries'") {
  const TemporaryFolder folder;
  write(folder / "a", {kernel, bias});
  auto model = dense<float>(2, 1);
  weft::load(model, folder / "a");
  CHECK(model.bias(0) == 7);
  write(folder / "a", {kernel, bias}, {{"format", "weft"}, {"version", "1"}});
  weft::load(model, folder / "a");
  write(folder / "a", {kernel, bias}, {{"model/activation", "relu"}});
  CHECK(load_problem(model, folder / "a") == "model/activation is 'relu'; this model's is 'linear'");
  CHECK_THROWS_WITH_AS(weft::save(model, folder / "b", {{"model/activation", "relu"}}),
                       "save: the metadata's model/activation is a key of the library's own", std::invalid_argument);
}

TEST_CASE("a tensor of numbers that weft does not read is an error only where it is wanted") {
  const TemporaryFolder folder;
  std::string header = R"({"__metadata__":{"k":"v"},"kernel":{"dtype":"I64","shape":[2,1],"data_offsets":[0,16]},)"
                       R"("bias":{"dtype":"F32","shape":[1],"data_offsets":[16,20]}})";
  const auto length = static_cast<char>(header.size());
  folder.write("a", std::string{length} + std::string(7, '\0') + header + std::string(20, '\0'));
  CHECK(weft::read_metadata(folder / "a") == weft::Metadata{{"k", "v"}});
  weft::TensorFile file(folder / "a");
  CHECK(file.read(file.tensors()[1]).size() == 4);
  CHECK(load_problem(dense<float>(2, 1), folder / "a") == "tensor 'kernel' is I64; expected F16, BF16, F32 or F64");
}

TEST_CASE("a model that is not built can be neither saved nor loaded") {
  const TemporaryFolder folder;
  weft::save(dense<float>(2, 1), folder / "a");
  weft::Dense layer{1};
  const char* problem =
      "Dense: kernel is [0 x 0], so the model is not built; its sizes must be known before it is saved or loaded";
  CHECK_THROWS_WITH_AS(weft::load(layer, folder / "a"), problem, std::invalid_argument);
  CHECK_THROWS_WITH_AS(weft::save(layer, folder / "b"), problem, std::invalid_argument);
  CHECK(folder.size() == 1);
}

TEST_CASE("a model with a number that is not finite is not saved over a good one") {
  const TemporaryFolder folder;
  auto layer = dense<double>(2, 3);
  weft::save(layer, folder / "a");
  layer.kernel(1, 2) = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH_AS(weft::save(layer, folder / "a"), "save: kernel: number [1, 2] is nan; expected finite numbers",
                       std::invalid_argument);
  CHECK_NOTHROW(weft::load(layer, folder / "a"));
}

TEST_CASE("tensors in any order are loaded") {
  const TemporaryFolder folder;
  write(folder / "a", {bias, kernel});
  auto layer = dense<float>(2, 1);
  weft::load(layer, folder / "a");
  CHECK(layer.kernel(0, 0) == 0.5F);
  CHECK(layer.kernel(1, 0) == -3.0F);
  CHECK(layer.bias(0) == 7.0F);
}

TEST_CASE("other float formats are converted to the model's numbers") {
  const TemporaryFolder folder;
  write(folder / "a", {stored("kernel", DType::f16, {2, 1}, std::vector<std::uint16_t>{0x3800, 0x8001}),
                       stored("bias", DType::bf16, {1}, std::vector<std::uint16_t>{0x40E0})});
  write(folder / "b", {stored("kernel", DType::f64, {2, 1}, std::vector{1.0 / 3, 1e-300}), bias});
  auto layer = dense<float>(2, 1);
  weft::load(layer, folder / "a");
  CHECK(layer.kernel(0, 0) == 0.5F);
  CHECK(layer.kernel(1, 0) == -0x1p-24F);
  CHECK(layer.bias(0) == 7.0F);
  weft::load(layer, folder / "b");
  CHECK(layer.kernel(0, 0) == 0x1.555556p-2F);
  CHECK(layer.kernel(1, 0) == 0.0F);
  auto wide = dense<double>(2, 1);
  weft::load(wide, folder / "b");
  CHECK(wide.kernel(0, 0) == 1.0 / 3);
  CHECK(wide.kernel(1, 0) == 1e-300);
  CHECK(wide.bias(0) == 7.0);
}

TEST_CASE("a tensor that is missing, or that the model does not have, is refused by name") {
  CHECK(dense_problem({kernel}) == "tensor 'bias' is missing; the model has it as [1]");
  CHECK(dense_problem({}) == "tensor 'kernel' is missing; the model has it as [2 x 1]");
  CHECK(dense_problem({kernel, bias, stored("momentum", DType::f32, {1}, std::vector{0.0F})}) ==
        "tensor 'momentum' is none of the model's");
}

TEST_CASE("a tensor of another shape is refused with both shapes") {
  CHECK(dense_problem({stored("kernel", DType::f32, {1, 2}, std::vector{0.5F, -3.0F}), bias}) ==
        "tensor 'kernel' is [1 x 2]; expected [2 x 1] as in the model");
  CHECK(dense_problem({kernel, stored("bias", DType::f32, {}, std::vector{7.0F})}) ==
        "tensor 'bias' is []; expected [1] as in the model");
}

TEST_CASE("a bias of one row is refused for a GRU that has two, and the other way round") {
  const TemporaryFolder folder;
  weft::Rng rng(1);
  weft::GRU after{2};
  weft::GRU before{2, weft::reset_after<false>};
  after.build(3, rng);
  before.build(3, rng);
  weft::save(after, folder / "after");
  weft::save(before, folder / "before");
  CHECK(load_problem(after, folder / "before") == "tensor 'bias' is [6]; expected [2 x 6] as in the model");
  CHECK(load_problem(before, folder / "after") == "tensor 'bias' is [2 x 6]; expected [6] as in the model");
}

TEST_CASE("a number that is not finite, or too large for a float, is refused by its place") {
  const auto with = [](DType dtype, const auto& numbers) {
    return dense_problem({stored("kernel", dtype, {2, 1}, numbers), bias});
  };
  constexpr float infinity = std::numeric_limits<float>::infinity();
  constexpr float nan = std::numeric_limits<float>::quiet_NaN();
  CHECK(with(DType::f32, std::vector{0.5F, infinity}) ==
        "tensor 'kernel': number [1, 0] is inf as F32; expected finite numbers");
  CHECK(with(DType::f32, std::vector{nan, infinity}) ==
        "tensor 'kernel': number [0, 0] is nan as F32; expected finite numbers");
  CHECK(with(DType::f64, std::vector{0.5, -1e300}) ==
        "tensor 'kernel': number [1, 0] is -inf as F32; expected finite numbers");
  CHECK(with(DType::f16, std::vector<std::uint16_t>{0x7C00, 0}) ==
        "tensor 'kernel': number [0, 0] is inf as F32; expected finite numbers");
}

TEST_CASE("what is wrong with the last tensor leaves the first as it was") {
  CHECK(dense_problem({kernel, stored("bias", DType::f32, {1}, std::vector{std::numeric_limits<float>::infinity()})}) ==
        "tensor 'bias': number [0] is inf as F32; expected finite numbers");
}

TEST_CASE("a file of another library is loaded, one of a later weft is refused") {
  CHECK(dense_problem({kernel}, {{"format", "pt"}, {"version", "9"}}) ==
        "tensor 'bias' is missing; the model has it as [1]");
  CHECK(dense_problem({kernel, bias}, {{"format", "weft"}, {"version", "2"}}) ==
        "is in version '2' of weft's format; expected '1'");
  CHECK(dense_problem({kernel, bias}, {{"format", "weft"}}) == "is in version '' of weft's format; expected '1'");
}

TEST_CASE("what is no safetensors file is refused, and the model stays") {
  const TemporaryFolder folder;
  CHECK(load_problem(dense<float>(2, 1), folder / "none") == "cannot be read: No such file or directory");
  CHECK(
      load_problem(dense<float>(2, 1), folder.write("a", "[1, 2, 3]")) ==
      "is cut off, or not a safetensors file: a header of 3683993088988819803 bytes is announced; expected at most 1");
}

TEST_CASE("memory is taken for what the model has, not for what a file holds besides") {
  const TemporaryFolder folder;
  constexpr std::string_view header =  // a terabyte, all of it a hole
      R"({"kernel":{"dtype":"F32","shape":[268435456,1024],"data_offsets":[0,1099511627776]}} )";
  const auto path = folder.write("a", weft::concat(static_cast<char>(header.size()), std::string(7, '\0'), header));
  std::error_code error;
  std::filesystem::resize_file(path, 8 + header.size() + 1'099'511'627'776, error);
  if (error) {
    MESSAGE("skipped: no file with a hole of this size: " << error.message());
    return;
  }
  const bool addressable = sizeof(weft::Index) >= 8;
  CHECK(load_problem(dense<float>(2, 1), path) ==
        (addressable ? "tensor 'kernel' is [268435456 x 1024]; expected [2 x 1] as in the model"
                     : "tensor 'kernel': its shape is too large for this machine's memory"));
}
