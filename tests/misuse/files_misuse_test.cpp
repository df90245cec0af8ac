// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/files/safetensors.hpp>

#include "../text/temporary_folder.hpp"
#include "misuse.hpp"
#include "models.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

const SmallModel model = small_model();

/// Saves one model and loads the file into another.
void save_and_load(const auto& saved, auto loaded) {
  const TemporaryFolder folder;
  save(saved, folder / "file");
  load(loaded, folder / "file");
}
void load_file(std::string_view content) {
  const TemporaryFolder folder;
  SmallModel loaded = model;
  load(loaded, folder.write("file", content));
}

const std::vector<Misuse> files{
    {"saving a model that is not built", [] { save(Sequential{Dense{2}}, "nowhere"); }},
    {"saving a model that is not finite", [] { save(model_with(std::numeric_limits<float>::quiet_NaN()), "nowhere"); }},
    {"metadata that are the library's own",
     [] {
       save(model, "nowhere", {{"version", "7"}});
     }},
    {"loading into a model that is not built", [] { save_and_load(model, Sequential{Dense{2}}); }},
    {"loading a model of other sizes", [] { save_and_load(wider_model(), model); }},
    {"loading a model without one of the layers", [] { save_and_load(signal_model(), model); }},
    {"loading a model with more layers",
     [] {
       save_and_load(built(Sequential{Dense{2}, Dense{2}}, 3), built(Sequential{Dense{2}}, 3));
     }},
    {"loading a model whose layers were told otherwise",
     [] {
       Rng rng(1);
       const auto with = [&](Activation activation) { return Sequential{rng, weft::Input{2}, Dense{2, activation}}; };
       save_and_load(with(relu), with(weft::tanh));
     }},
    {"metadata that are a layer's setting",
     [] {
       save(model, "nowhere", {{"model/dense/activation", "tanh"}});
     }},
    {"loading a file that is not there",
     [] {
       const TemporaryFolder folder;
       SmallModel loaded = model;
       load(loaded, folder / "file");
     }},
    {"loading a file that is something else", [] { load_file("some text that is no model"); }},
    {"loading a file that is cut off", [] { load_file("abc"); }},
};

}  // namespace

TEST_CASE("a file that is used wrongly says what docs/errors.md says") { check_misuses("Files", files); }

TEST_CASE("loading a file that does not fit leaves the model as it was") {
  SmallModel loaded = model;
  const TemporaryFolder folder;
  save(wider_model(), folder / "file");
  CHECK_THROWS_AS(load(loaded, folder / "file"), FileError);
  CHECK(equal_weights(loaded, model));
}
