// SPDX-License-Identifier: MIT
#include <weft/training/figures.hpp>

#include <doctest/doctest.h>

using weft::Figures;

TEST_CASE("figures are found by name and kept in their order") {
  Figures figures{{"loss", 0.5}};
  figures.add("accuracy", 0.75);
  CHECK(figures["loss"] == 0.5);
  CHECK(figures["accuracy"] == 0.75);
  CHECK(figures.begin()->first == "loss");
  CHECK_FALSE(figures.empty());
  CHECK(*figures.find("loss") == 0.5);
  CHECK(figures.find("auc") == nullptr);
  CHECK(figures == Figures{{"loss", 0.5}, {"accuracy", 0.75}});
}

TEST_CASE("a figure that there is not is refused with those that there are") {
  CHECK_THROWS_WITH_AS((Figures{{"loss", 1}, {"auc", 1}})["accuracy"],
                       "there is no figure 'accuracy'; there are loss, auc", std::invalid_argument);
  CHECK_THROWS_WITH_AS(Figures{}["loss"], "there is no figure 'loss'; there are none", std::invalid_argument);
}
