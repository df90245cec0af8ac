// SPDX-License-Identifier: MIT
#include <weft/optimizers/detail/parameter_flags.hpp>

#include <doctest/doctest.h>

#include <weft/layers/dense.hpp>
#include <weft/layers/embedding.hpp>
#include <weft/models/sequential.hpp>
#include <weft/recurrent/lstm.hpp>

using weft::detail::has_part;

TEST_CASE("a name has the parts between its slashes, one or several, and no pieces of them") {
  CHECK(has_part("bidirectional/forward/bias", "bias"));
  CHECK(has_part("bidirectional/forward/bias", "bidirectional"));
  CHECK(has_part("bidirectional/forward/bias", "forward/bias"));
  CHECK_FALSE(has_part("bidirectional/forward/bias", "bi"));
  CHECK_FALSE(has_part("dense_1/kernel", "dense"));
}

TEST_CASE("parameters are trained and decay unless their names are given") {
  weft::Rng rng(1);
  weft::Dense<float> dense(2);
  dense.build(3, rng);
  const auto flags = weft::detail::parameter_flags(
      dense, {.weight_decay = 0.1, .exclude_from_weight_decay = {"bias"}, .frozen = {"kernel"}});
  REQUIRE(flags.size() == 2);
  CHECK_FALSE(flags[0].trained);
  CHECK(flags[0].decays);
  CHECK(flags[1].trained);
  CHECK_FALSE(flags[1].decays);
  CHECK_FALSE(weft::detail::parameter_flags(dense, {})[0].decays);
}

TEST_CASE("parameters are lazy whose names are given, and those alone can be that have rows to remember") {
  weft::Rng rng(1);
  const weft::Sequential model{rng, weft::Embedding<float>{3, 2}, weft::LSTM<float>{2}};
  const auto flags = weft::detail::parameter_flags(model, {.lazy = {"embedding"}});
  CHECK(flags[0].lazy);
  for (std::size_t k = 1; k < flags.size(); ++k) CHECK_FALSE(flags[k].lazy);
  CHECK_FALSE(weft::detail::parameter_flags(model, {})[0].lazy);
  CHECK_THROWS_WITH_AS(weft::detail::parameter_flags(model, {.lazy = {"embedding", "lstm"}}),
                       "OptimizerOptions: lazy has \"lstm\", which is in lstm/kernel; expected names of parameters "
                       "whose gradient remembers its rows: embedding/embeddings",
                       std::invalid_argument);
}
