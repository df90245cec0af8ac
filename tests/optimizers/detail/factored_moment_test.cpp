// SPDX-License-Identifier: MIT
#include <weft/optimizers/detail/factored_moment.hpp>

#include "../rule_steps.hpp"

namespace {

using weft::detail::FactoredMoment;

std::vector<double> normalized(const FactoredMoment& moment, const std::vector<double>& g) {
  std::vector<double> u(g.size());
  moment.for_each_normalized(weft::ConstNumbersMap<double>(g.data(), static_cast<weft::Index>(g.size())),
                             [&](weft::Index k, double number) { u[static_cast<std::size_t>(k)] = number; });
  return u;
}

FactoredMoment moment_of(const weft::Shape& shape, const std::vector<double>& g, double beta) {
  FactoredMoment moment;
  moment.resize("test", shape);
  moment.add(weft::ConstNumbersMap<double>(g.data(), static_cast<weft::Index>(g.size())), beta, 0);
  return moment;
}

}  // namespace

TEST_CASE("a gradient whose squares are a product of rows and columns is normalized to its signs") {
  const std::vector<double> g{1, -2, 3, -4, 8, 12};  // rows 1 and 4, columns 1, 2 and 3
  const auto u = normalized(moment_of(weft::Shape(std::array<weft::Index, 2>{2, 3}), g, 0), g);
  for (std::size_t k = 0; k < g.size(); ++k) CHECK(u[k] == doctest::Approx(g[k] < 0 ? -1 : 1).epsilon(1e-14));
}

TEST_CASE("the matrices of a parameter with three extents are apart") {
  std::vector<double> g{1, -2, 3, -4, 8, 12};
  for (int k = 0; k < 6; ++k) g.push_back(100 * g[static_cast<std::size_t>(k)] + k);
  const auto both = normalized(moment_of(weft::Shape(std::array<weft::Index, 3>{2, 2, 3}), g, 0), g);
  const std::vector<double> second(g.begin() + 6, g.end());
  const auto alone = normalized(moment_of(weft::Shape(std::array<weft::Index, 2>{2, 3}), second, 0), second);
  CHECK(std::vector<double>(both.begin() + 6, both.end()) == alone);
}

TEST_CASE("with one extent, or none, every number has its own mean") {
  const std::vector<double> g{3, -0.5, 7};
  const auto u = normalized(moment_of(weft::Shape(std::array<weft::Index, 1>{3}), g, 0.75), g);
  CHECK(u[0] == doctest::Approx(2).epsilon(1e-14));  // 3 / sqrt(9 / 4)
  CHECK(u[1] == doctest::Approx(-2).epsilon(1e-14));
  CHECK(u[2] == doctest::Approx(2).epsilon(1e-14));
  CHECK(normalized(moment_of(weft::Shape(std::array<weft::Index, 0>{}), {5}, 0), {5}) == std::vector<double>{1});
}
