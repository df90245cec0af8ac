// SPDX-License-Identifier: MIT
#include <weft/losses/loss.hpp>

#include <doctest/doctest.h>

#include <memory>
#include <vector>

#include <weft/losses/mean_loss.hpp>

namespace {

/// The loss of one's own that loss.hpp shows.
struct Quartic {
  static constexpr std::string_view type_name = "Quartic";

  template <class Scalar> Scalar row(std::span<const Scalar> p, std::span<const Scalar> y, std::span<Scalar> dp) const {
    Scalar sum = 0;
    for (std::size_t k = 0; k < p.size(); ++k) {
      const Scalar e = p[k] - y[k];
      sum += e * e * e * e;
      if (!dp.empty()) dp[k] = 4 * e * e * e;
    }
    return sum;
  }
};

/// Its targets are classes: the square of what the target's prediction lacks to 1.
struct Shortfall {
  static constexpr std::string_view type_name = "Shortfall";

  template <class Scalar> Scalar row(std::span<const Scalar> p, int y, std::span<Scalar> dp) const {
    const auto target = static_cast<std::size_t>(y);
    const Scalar lack = 1 - p[target];
    for (std::size_t k = 0; k < dp.size(); ++k) dp[k] = k == target ? -2 * lack : 0;
    return lack * lack;
  }
};

// None of these is a loss, each for one reason.
struct NamedByNumber : Quartic {
  static constexpr int type_name = 4;
};
struct NotCopyable : Quartic {
  std::unique_ptr<int> memory;
};
struct NotConstant : Quartic {
  float row(std::span<const float>, std::span<const float>, std::span<float>) { return 0; }
};

/// A loss of floats alone.
struct OfFloats : Quartic {
  template <class Scalar> float row(std::span<const Scalar>, std::span<const Scalar>, std::span<Scalar>) const;
};

}  // namespace

TEST_CASE("a loss is of numbers or of classes, by the target that row takes") {
  CHECK((weft::LossOfNumbers<Quartic, float> && !weft::LossOfClasses<Quartic, float>));
  CHECK((weft::LossOfClasses<Shortfall, float> && !weft::LossOfNumbers<Shortfall, float>));
  CHECK((weft::Loss<Quartic> && weft::Loss<Quartic, double> && weft::Loss<Shortfall>));
}

TEST_CASE("a loss has a name, is copied, does not change, and gives the predictions' type") {
  CHECK_FALSE(weft::Loss<NamedByNumber>);
  CHECK_FALSE(weft::Loss<NotCopyable>);
  CHECK_FALSE(weft::Loss<NotConstant>);
  CHECK((weft::Loss<OfFloats> && !weft::Loss<OfFloats, double>));
}

TEST_CASE_TEMPLATE("a loss of one's own gives a batch's loss, and its gradient", Scalar, float, double) {
  weft::Tensor<Scalar, 2> p(2, 2), y(2, 2);
  p.setValues({{1, 0.5}, {3, -1}});
  y.setValues({{0, 0.5}, {1, 1}});
  const auto [value, dp] = weft::loss_gradient(Quartic{}, p, y);
  CHECK(value == (1 + 0 + 16 + 16) / 2.0);
  CHECK(weft::loss_value(Quartic{}, p, y) == value);
  CHECK(std::vector<Scalar>(dp.data(), dp.data() + 4) == std::vector<Scalar>{2, 0, 16, -16});
}

TEST_CASE("a loss of one's own of classes gives the same") {
  weft::Tensor<double, 2> p(2, 3);
  p.setValues({{0.25, 0.5, 0.25}, {0, 0.25, 0.75}});
  const std::vector<int> y{1, 0};
  const auto [value, dp] = weft::loss_gradient(Shortfall{}, p, y);
  CHECK(value == (0.25 + 1) / 2);
  CHECK(weft::loss_value(Shortfall{}, p, y) == value);
  CHECK(std::vector<double>(dp.data(), dp.data() + 6) == std::vector<double>{0, -0.5, 0, -1, 0, 0});
}
