// SPDX-License-Identifier: MIT
#include <weft/files/safetensors.hpp>
#include <weft/layers/dense.hpp>

#include <doctest/doctest.h>

#include "file_size_limit.hpp"
#include "text/temporary_folder.hpp"
#include "thrown.hpp"

TEST_CASE("the old model stays when the new one cannot be saved") {
  const TemporaryFolder folder;
  weft::Rng rng(1);
  weft::Dense<float> layer(300);
  layer.build(20, rng);
  weft::save(layer, folder / "a");
  const std::string old = folder.read("a");
  layer.kernel.setConstant(1);
  std::string given;
  {
    const FileSizeLimit limit(10'000);
    given = file_problem(folder / "a", [&] { weft::save(layer, folder / "a"); });
  }
  CHECK(given == "cannot be written: File too large");
  CHECK(folder.read("a") == old);
  CHECK(folder.size() == 1);
}
