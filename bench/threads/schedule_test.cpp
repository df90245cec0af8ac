// SPDX-License-Identifier: MIT
// Schedules that can be worked out by hand.
#include "threads/schedule.hpp"
#include <cmath>
#include <iostream>

namespace {

int failures = 0;

void expect(const char* what, double given, double expected) {
  if (std::abs(given - expected) < 1e-12) return;
  std::cerr << what << " takes " << given << "; expected " << expected << '\n';
  ++failures;
}

}  // namespace

int main() {
  const bench::StepTimes equal{.shards = {1, 1, 1, 1}, .add = 0.1, .alone = 0.5, .updates = {0.8}, .shares = {2}};
  expect("one thread", bench::predicted_seconds(equal, 1), 0.5 + 4 + 3 * 0.1 + 0.8);
  expect("two threads", bench::predicted_seconds(equal, 2), 0.5 + 2 + 3 * 0.1 + 0.4);
  expect("four threads", bench::predicted_seconds(equal, 4), 0.5 + 1 + 2 * 0.1 + 0.4);
  expect("more threads than shards", bench::predicted_seconds(equal, 16), 0.5 + 1 + 2 * 0.1 + 0.4);
  const bench::StepTimes unequal{.shards = {3, 1, 1}};
  expect("a long shard beside two short ones", bench::predicted_seconds(unequal, 2), 3);
  return failures == 0 ? 0 : 1;
}
