// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <weft/core/buffer.hpp>
#include <weft/core/error.hpp>
#include <weft/system/denormals.hpp>

namespace weft {

/// Threads that wait for work. Whoever wants threads makes one and passes it in; there is no pool of the library's own.
///
/// How work is split must not depend on threads(): then the same seed gives the same bits whatever the machine.
class ThreadPool {
 public:
  /// `threads` counts the caller, who works too: a pool of one starts none.
  /// Throws std::invalid_argument when it is not positive, std::system_error when the system refuses a thread.
  explicit ThreadPool(Index threads) {
    throw_unless(threads > 0, "ThreadPool: threads is ", threads, "; expected at least 1");
    try {
      for (Index k = 1; k < threads; ++k) workers_.emplace_back([this] { work(); });
    } catch (...) {
      stop();
      throw;
    }
  }
  ThreadPool(const ThreadPool&) = delete;
  ThreadPool& operator=(const ThreadPool&) = delete;
  ~ThreadPool() { stop(); }

  [[nodiscard]] Index threads() const { return std::ssize(workers_) + 1; }

  /// Calls task(0), ..., task(count - 1), each once, some at the same time, and returns when all are done; with the
  /// caller's treatment of denormal numbers. The first exception a task throws is thrown again here, after all ended.
  /// A task may call run itself: threads that have nothing else to do help. Throws std::invalid_argument when count is
  /// negative.
  template <class Task> void run(Index count, const Task& task) {
    throw_unless(count >= 0, "ThreadPool: run is given ", count, " tasks; expected at least 0");
    if (count == 0) return;
    Job job([&task](Index k) { task(k); }, count);
    std::unique_lock<std::mutex> lock(mutex_);
    waiting_.push_back(&job);
    wake_.notify_all();
    while (job.next < job.count) run_next(job, lock);
    done_.wait(lock, [&] { return job.unfinished == 0; });
    if (job.failure) std::rethrow_exception(job.failure);
  }

 private:
  /// One call of run. Its members but the first are read and written under the lock.
  struct Job {
    std::function<void(Index)> task;
    Index count, unfinished = count, next = 0;
    Denormals denormals = Denormals::current();
    std::exception_ptr failure;

    Job(std::function<void(Index)> what, Index tasks) : task(std::move(what)), count(tasks) {}
  };

  void stop() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    wake_.notify_all();
    for (auto& worker : workers_) worker.join();
  }

  void work() {
    std::unique_lock<std::mutex> lock(mutex_);
    for (;;) {
      wake_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
      if (stopping_) return;
      run_next(*waiting_.back(), lock);
    }
  }

  /// Runs the job's next task, without the lock while it runs.
  void run_next(Job& job, std::unique_lock<std::mutex>& lock) {
    const Index k = job.next++;
    if (job.next == job.count) std::erase(waiting_, &job);
    lock.unlock();
    std::exception_ptr failure;
    try {
      const ScopedDenormals guard(job.denormals);
      job.task(k);
    } catch (...) {
      failure = std::current_exception();
    }
    lock.lock();
    if (failure && !job.failure) job.failure = failure;
    if (--job.unfinished == 0) done_.notify_all();
  }

  std::vector<std::thread> workers_;
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::vector<Job*> waiting_;  ///< with tasks that nobody has taken
  bool stopping_ = false;
};

/// Calls task(0), ..., task(count - 1): with a pool as its run does, without one in their order.
template <class Task> void run_all(ThreadPool* pool, Index count, const Task& task) {
  if (pool != nullptr && count > 1) return pool->run(count, task);
  for (Index k = 0; k < count; ++k) task(k);
}

}  // namespace weft
