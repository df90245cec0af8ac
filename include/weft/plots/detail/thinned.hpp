// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

#include <weft/core/detail/exactly.hpp>

namespace weft::detail {

/// A place in a picture, in pixels; y grows downwards. Where it is a point of a series, `index` says which.
struct PixelPoint {
  double x, y;
  std::size_t index = 0;
};

/// Of consecutive points in one column of pixels the first, the lowest, the highest and the last, in their order: a
/// line through these covers the same pixels. Jugel, Jerzak, Hackenbroich & Markl 2014, "M4".
inline std::vector<PixelPoint> thinned(std::span<const PixelPoint> points) {
  std::vector<PixelPoint> kept;
  for (std::size_t begin = 0, end = 0; begin < points.size(); begin = end) {
    const double column = std::floor(points[begin].x);
    std::size_t lowest = begin, highest = begin;
    for (end = begin; end < points.size() && is_exactly(std::floor(points[end].x), column); ++end) {
      if (points[end].y > points[lowest].y) lowest = end;
      if (points[end].y < points[highest].y) highest = end;
    }
    for (std::size_t k = begin; k < end; ++k)
      if (k == begin || k == lowest || k == highest || k + 1 == end) kept.push_back(points[k]);
  }
  return kept;
}

}  // namespace weft::detail
