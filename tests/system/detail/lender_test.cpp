// SPDX-License-Identifier: MIT
#include <weft/system/detail/lender.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <set>

#include <weft/system/thread_pool.hpp>

using weft::Index;
using weft::detail::Lender;
using weft::detail::Loan;

TEST_CASE("a Lender makes a thing only where it has none left") {
  int made = 0;
  const auto make = [&] { return std::make_unique<int>(++made); };
  Lender<int> lender;
  int* first = lender.lend(make);
  int* second = lender.lend(make);
  CHECK(*first == 1);
  CHECK(*second == 2);
  lender.give_back(first);
  CHECK(lender.lend(make) == first);
  CHECK(made == 2);
}

TEST_CASE("a Loan gives back what it has, however its scope ends") {
  int made = 0;
  const auto make = [&] { return std::make_unique<int>(++made); };
  Lender<int> lender;
  const auto fail = [&] {
    const Loan loan(lender, make);
    throw *loan;
  };
  for (int again = 0; again < 3; ++again) CHECK_THROWS_AS(fail(), int);
  CHECK(made == 1);
}

TEST_CASE("no two threads have the same thing at the same time, and there are no more things than threads") {
  constexpr Index threads = 4;
  std::atomic<int> made = 0;
  Lender<std::atomic<int>> lender;
  weft::ThreadPool pool(threads);
  std::atomic<int> shared = 0;
  pool.run(2000, [&](Index) {
    const Loan users(lender, [&] {
      ++made;
      return std::make_unique<std::atomic<int>>(0);
    });
    if (users->fetch_add(1) != 0) ++shared;
    users->fetch_sub(1);
  });
  CHECK(shared == 0);
  CHECK(made <= threads);
}
