// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <mutex>
#include <vector>

namespace weft::detail {

/// Things that one thread at a time has the use of. There are never more of them than were lent at the same time.
template <class Thing> class Lender {
 public:
  /// One that nobody has, or a new one, which make() gives in a std::unique_ptr.
  template <class Make> [[nodiscard]] Thing* lend(const Make& make) {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (here_.empty()) {
      all_.push_back(make());
      here_.reserve(all_.capacity());
      return all_.back().get();
    }
    Thing* thing = here_.back();
    here_.pop_back();
    return thing;
  }
  void give_back(Thing* thing) {
    const std::lock_guard<std::mutex> lock(mutex_);
    here_.push_back(thing);
  }

 private:
  std::mutex mutex_;
  std::vector<std::unique_ptr<Thing>> all_;
  std::vector<Thing*> here_;  // has room for all
};

/// The use of one as long as this lives.
template <class Thing> class Loan {
 public:
  template <class Make> Loan(Lender<Thing>& lender, const Make& make) : lender_(lender), thing_(lender.lend(make)) {}
  Loan(const Loan&) = delete;
  Loan& operator=(const Loan&) = delete;
  ~Loan() { lender_.give_back(thing_); }

  [[nodiscard]] Thing& operator*() const { return *thing_; }
  [[nodiscard]] Thing* operator->() const { return thing_; }

 private:
  Lender<Thing>& lender_;
  Thing* thing_;
};

template <class Thing, class Make> Loan(Lender<Thing>&, const Make&) -> Loan<Thing>;

}  // namespace weft::detail
