// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <new>
#include <utility>
#include <vector>

#include <Eigen/Core>

namespace weft {

using Eigen::Index;

/// As a batch size or a shuffle buffer: all examples there are.
inline constexpr Index everything = (std::numeric_limits<Index>::max)();

/// Allocates at multiples of 64 bytes, a cache line and the widest vector, and leaves numbers uninitialized: memory
/// that is never written to then costs nothing.
template <class T> struct AlignedAllocator {
  using value_type = T;
  static constexpr std::align_val_t alignment{64};

  AlignedAllocator() = default;
  template <class U> AlignedAllocator(const AlignedAllocator<U>&) {}

  T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T), alignment)); }
  void construct(T* memory) { ::new (static_cast<void*>(memory)) T; }
  template <class... Arguments> void construct(T* memory, Arguments&&... arguments) {
    ::new (static_cast<void*>(memory)) T(std::forward<Arguments>(arguments)...);
  }
  void deallocate(T* memory, std::size_t) { ::operator delete(memory, alignment); }
  friend bool operator==(const AlignedAllocator&, const AlignedAllocator&) { return true; }
};

/// Scratch memory that grows when it must and never shrinks, so that passes over batches of changing size stop
/// allocating. Its contents are unspecified after a resize.
template <class T> class Buffer {
 public:
  void resize(Index size) {
    const auto wanted = static_cast<std::size_t>(size);
    if (wanted > storage_.size()) {
      const std::size_t ahead = storage_.empty() ? wanted : wanted + wanted / 2;  // untouched, it takes no memory
      storage_ = {};  // gone before the larger one is there, so that there are never both
      storage_.resize(ahead);
    }
    size_ = size;
  }
  void resize_zero(Index size) {
    resize(size);
    std::fill_n(data(), size, T{});
  }

  [[nodiscard]] Index size() const { return size_; }
  T* data() { return storage_.data(); }
  [[nodiscard]] const T* data() const { return storage_.data(); }
  T& operator[](Index k) { return storage_[static_cast<std::size_t>(k)]; }
  const T& operator[](Index k) const { return storage_[static_cast<std::size_t>(k)]; }

 private:
  std::vector<T, AlignedAllocator<T>> storage_;
  Index size_ = 0;
};

}  // namespace weft
