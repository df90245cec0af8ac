// SPDX-License-Identifier: MIT
#include <weft/optimizers/detail/stretches.hpp>

#include "../rule_steps.hpp"

TEST_CASE("stretches follow one another and are the whole of a portion, with its slots and its shape") {
  weft::testing::RuleParameter<float> parameter{.shape = weft::Shape(std::array<weft::Index, 1>{2500}),
                                                .p = std::vector<float>(2500),
                                                .g = std::vector<float>(2500),
                                                .slots = {}};
  parameter.slots[1].resize(2500);
  std::vector<weft::Index> sizes;
  const float* next = parameter.p.data();
  weft::detail::for_each_stretch(parameter.portion(3), [&](weft::OptimizerPortion<float>& part) {
    const auto first = part.p.data() - parameter.p.data();
    CHECK(part.p.data() == next);
    CHECK(part.g.data() == parameter.g.data() + first);
    CHECK(part.memory[0] == nullptr);
    CHECK(part.slot(1).data() == parameter.slots[1].data() + first);
    CHECK(part.shape == parameter.shape);
    CHECK(part.parameter == 3);
    next += part.p.size();
    sizes.push_back(part.p.size());
  });
  CHECK(sizes == std::vector<weft::Index>{1024, 1024, 452});
}

TEST_CASE("sum_of_squares adds up in double") {
  const std::vector<float> numbers{1e-4F, 3e4F, -1e-4F};
  const double small = static_cast<double>(numbers[0]), large = static_cast<double>(numbers[1]);
  CHECK(weft::detail::sum_of_squares(weft::ConstNumbersMap<float>(numbers.data(), 3)) ==
        small * small + large * large + small * small);
}
