// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <csignal>

namespace imdb {

namespace detail {

/// A signal handler may do no more than write to one of these; 0 until then.
inline volatile std::sig_atomic_t caught_signal = 0;

extern "C" inline void remember_signal(int signal) { caught_signal = signal; }

}  // namespace detail

/// While it lives, SIGINT and SIGTERM no longer end the program but are remembered, so that it can end in order; the
/// same signal once more ends it after all. One that was ignored before, as under nohup, still is.
class Interruption {
 public:
  Interruption() {
    detail::caught_signal = 0;
    for (std::size_t k = 0; k < signals.size(); ++k) {
      sigaction(signals[k], nullptr, &before_[k]);
      if (before_[k].sa_handler == SIG_IGN) continue;
      struct sigaction remember {};
      remember.sa_handler = detail::remember_signal;
      remember.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
      sigaction(signals[k], &remember, nullptr);
    }
  }
  ~Interruption() {
    for (std::size_t k = 0; k < signals.size(); ++k) sigaction(signals[k], &before_[k], nullptr);
  }
  Interruption(const Interruption&) = delete;
  Interruption& operator=(const Interruption&) = delete;

  /// The signal that came, or 0.
  [[nodiscard]] int signal() const { return detail::caught_signal; }

 private:
  static constexpr std::array signals{SIGINT, SIGTERM};
  std::array<struct sigaction, signals.size()> before_{};
};

}  // namespace imdb
