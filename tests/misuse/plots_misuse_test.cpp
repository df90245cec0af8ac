// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <limits>

#include <weft/plots.hpp>

#include "../text/temporary_folder.hpp"
#include "misuse.hpp"

namespace {

using namespace weft;
using namespace weft::testing;

const std::vector<Misuse> plots{
    {"a series of more x than y",
     [] {
       Chart{}.add("loss", ChartPoints{.x = {1, 2, 3}, .y = {0.5, 0.4}});
     }},
    {"a confusion matrix of no classes",
     [] {
       ConfusionPicture{{}, {}};
     }},
    {"a confusion matrix that is not square",
     [] {
       ConfusionPicture{{}, {{1, 2}, {3, 4}, {5, 6}}};
     }},
    {"fewer names than classes",
     [] {
       ConfusionPicture{{.classes = {"negative"}}, {{1, 2}, {3, 4}}};
     }},
    {"a negative count",
     [] {
       ConfusionPicture{{}, {{1, 2}, {-3, 4}}};
     }},
    {"a count that is not finite",
     [] {
       ConfusionPicture{{}, {{std::numeric_limits<double>::infinity(), 2}, {3, 4}}};
     }},
    {"a chart in a folder that is not there",
     [] {
       const TemporaryFolder folder;
       Chart{}.add("loss", {0.5, 0.4}).save(folder / "plots" / "loss.svg");
     }},
};

}  // namespace

TEST_CASE("a plot that is made wrongly says what docs/errors.md says") { check_misuses("Plots", plots); }
