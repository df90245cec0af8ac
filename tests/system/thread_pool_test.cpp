// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <string>

#include <weft/system/thread_pool.hpp>

namespace {

using weft::Denormals;
using weft::Index;
using weft::ThreadPool;

/// Where tasks wait until `expected` of them are here; false when they do not come within a minute.
class MeetingPoint {
 public:
  explicit MeetingPoint(int expected) : missing_(expected) {}

  bool meet() {
    std::unique_lock lock(mutex_);
    if (--missing_ == 0) all_here_.notify_all();
    return all_here_.wait_for(lock, std::chrono::minutes(1), [&] { return missing_ <= 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable all_here_;
  int missing_;
};

}  // namespace

TEST_CASE("a ThreadPool runs each task once, whatever its size") {
  for (const Index threads : {1, 2, 3, 8}) {
    ThreadPool pool(threads);
    CHECK(pool.threads() == threads);
    for (const Index count : {0, 1, 2, 7, 1000}) {
      std::vector<std::atomic<int>> ran(static_cast<std::size_t>(count));
      pool.run(count, [&](Index k) { ++ran[static_cast<std::size_t>(k)]; });
      CHECK(std::all_of(ran.begin(), ran.end(), [](const auto& times) { return times == 1; }));
    }
  }
}

TEST_CASE("a ThreadPool runs as many tasks at the same time as it has threads") {
  ThreadPool pool(3);
  MeetingPoint point(3);
  std::atomic<int> met{0};
  pool.run(3, [&](Index) { met += point.meet() ? 1 : 0; });
  CHECK(met == 3);
}

TEST_CASE("a ThreadPool of one runs tasks in order on the caller's thread") {
  ThreadPool pool(1);
  std::vector<Index> order;
  bool elsewhere = false;
  const auto caller = std::this_thread::get_id();
  pool.run(5, [&](Index k) {
    order.push_back(k);
    elsewhere = elsewhere || std::this_thread::get_id() != caller;
  });
  CHECK(order == std::vector<Index>{0, 1, 2, 3, 4});
  CHECK_FALSE(elsewhere);
}

TEST_CASE("a task's exception comes back when all tasks have ended, and the pool works on") {
  for (const Index threads : {1, 4}) {
    ThreadPool pool(threads);
    std::atomic<int> ended{0};
    const auto fail_at_three = [&](Index k) {
      if (k == 3) throw std::runtime_error("task 3");
      ++ended;
    };
    CHECK_THROWS_WITH_AS(pool.run(10, fail_at_three), "task 3", std::runtime_error);
    CHECK(ended == 9);
    pool.run(10, [&](Index) { ++ended; });
    CHECK(ended == 19);
  }
}

TEST_CASE("when every task throws, one of the exceptions comes back") {
  ThreadPool pool(3);
  std::atomic<int> thrown{0};
  const auto fail = [&](Index) {
    ++thrown;
    throw std::runtime_error("any");
  };
  CHECK_THROWS_WITH(pool.run(20, fail), "any");
  CHECK(thrown == 20);
}

TEST_CASE("many small runs one after another lose no task") {
  ThreadPool pool(4);
  std::atomic<Index> sum{0};
  Index expected = 0;
  for (int round = 0; round < 3000; ++round) {
    const Index count = round % 6;
    pool.run(count, [&](Index k) { sum += k + 1; });
    expected += count * (count + 1) / 2;
  }
  CHECK(sum == expected);
}

TEST_CASE("callers on several threads lose no task") {
  ThreadPool pool(2);
  std::atomic<int> ran{0};
  std::vector<std::thread> callers;
  for (int k = 0; k < 3; ++k)
    callers.emplace_back([&] {
      for (int round = 0; round < 100; ++round) pool.run(3, [&](Index) { ++ran; });
    });
  for (auto& caller : callers) caller.join();
  CHECK(ran == 900);
}

TEST_CASE("a task may run tasks on the same pool, on any number of threads") {
  for (const Index threads : {1, 2, 3, 8}) {
    ThreadPool pool(threads);
    std::atomic<int> ran{0};
    for (int round = 0; round < 100; ++round)
      pool.run(3, [&](Index) { pool.run(4, [&](Index) { pool.run(2, [&](Index) { ++ran; }); }); });
    CHECK(ran == 2400);
  }
}

TEST_CASE("a thread that has nothing to do helps with a task's tasks") {
  ThreadPool pool(2);
  MeetingPoint point(2);
  std::atomic<int> met{0};
  pool.run(2, [&](Index k) {
    if (k == 0) pool.run(2, [&](Index) { met += point.meet() ? 1 : 0; });
  });
  CHECK(met == 2);
}

TEST_CASE("the exception of a task's task comes back through both") {
  ThreadPool pool(2);
  CHECK_THROWS_WITH_AS(pool.run(2,
                                [&](Index k) {
                                  pool.run(2, [&](Index) {
                                    if (k == 1) throw std::runtime_error("inner");
                                  });
                                }),
                       "inner", std::runtime_error);
  std::atomic<int> ran{0};
  pool.run(4, [&](Index) { ++ran; });
  CHECK(ran == 4);
}

TEST_CASE("tasks treat denormal numbers as their caller does, on every thread") {
  ThreadPool pool(3);
  const auto threads_in_mode = [&](const Denormals& mode) {
    MeetingPoint point(3);  // so that each thread has one of the tasks
    std::atomic<int> count{0};
    pool.run(3, [&](Index) { count += point.meet() && Denormals::current() == mode ? 1 : 0; });
    return count.load();
  };
  const Denormals usual = Denormals::current();
  CHECK(threads_in_mode(usual) == 3);
  {
    const weft::ScopedDenormals guard(Denormals::flushed());
    CHECK(threads_in_mode(Denormals::flushed()) == 3);
  }
  CHECK(threads_in_mode(usual) == 3);
}

TEST_CASE("a ThreadPool refuses to have no threads") {
  CHECK_THROWS_WITH_AS(ThreadPool(0), "ThreadPool: threads is 0; expected at least 1", std::invalid_argument);
  CHECK_THROWS_WITH_AS(ThreadPool(-2), "ThreadPool: threads is -2; expected at least 1", std::invalid_argument);
}

TEST_CASE("a ThreadPool refuses to run less than no task, and works on") {
  ThreadPool pool(2);
  std::atomic<int> ran{0};
  CHECK_THROWS_WITH_AS(pool.run(-1, [&](Index) { ++ran; }), "ThreadPool: run is given -1 tasks; expected at least 0",
                       std::invalid_argument);
  CHECK(ran == 0);
  pool.run(3, [&](Index) { ++ran; });
  CHECK(ran == 3);
}

TEST_CASE("run_all runs all in their order without a pool, and at the same time with one") {
  std::vector<Index> order;
  weft::run_all(nullptr, 3, [&](Index k) { order.push_back(k); });
  CHECK(order == std::vector<Index>{0, 1, 2});

  ThreadPool pool(2);
  MeetingPoint point(2);
  std::atomic<int> met = 0;
  weft::run_all(&pool, 2, [&](Index) { met += point.meet() ? 1 : 0; });
  CHECK(met == 2);
}
