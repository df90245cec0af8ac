// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

namespace weft::detail {

/// A value that points at what lies beside it in a class. A copy of the class has that elsewhere, so that in a copy the
/// value is missing and must be made again.
template <class T> class MadeInPlace {
 public:
  MadeInPlace() = default;
  MadeInPlace(const MadeInPlace& /*other*/) {}
  MadeInPlace& operator=(const MadeInPlace& /*other*/) {
    value_.reset();
    return *this;
  }

  [[nodiscard]] bool is_missing() const { return !value_.has_value(); }
  void set(const T& value) { value_ = value; }
  T& operator*() { return *value_; }

 private:
  std::optional<T> value_;
};

}  // namespace weft::detail
