// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <weft/callbacks/detail/crc32c.hpp>
#include <weft/core/detail/exactly.hpp>

/// Reads event files as TensorBoard does, by another way than the library writes them.
namespace weft::testing {

/// One point of a curve.
struct EventPoint {
  std::string tag;
  std::uint64_t step = 0;
  float value = 0;

  friend bool operator==(const EventPoint& a, const EventPoint& b) {
    return a.tag == b.tag && a.step == b.step && detail::is_exactly(a.value, b.value);
  }
};

/// What is left of some bytes.
class EventBytes {
 public:
  explicit EventBytes(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }
  std::string_view take(std::size_t size) {
    if (size > rest_.size()) throw std::runtime_error("an event file ends within a record");
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  /// Of a machine whose numbers are as files have them.
  template <class Number> Number number() {
    Number number;
    std::memcpy(&number, take(sizeof number).data(), sizeof number);
    return number;
  }
  std::uint64_t varint() {
    const auto byte = static_cast<unsigned char>(take(1).front());
    return byte < 128 ? byte : byte - 128U + 128U * varint();
  }
  std::string_view record() {
    const auto length = take(8);
    const auto size = EventBytes(length).number<std::uint64_t>();
    const auto length_crc = number<std::uint32_t>();
    const auto data = take(size);
    if (detail::masked_crc32c(length) != length_crc || detail::masked_crc32c(data) != number<std::uint32_t>())
      throw std::runtime_error("a record's checksum is wrong");
    return data;
  }

 private:
  std::string_view rest_;
};

/// Adds the points of one event; another event than of scalars has none.
inline void add_points(EventBytes event, std::vector<EventPoint>& points) {
  std::uint64_t step = 0;
  while (!event.empty()) {
    const auto key = event.varint();
    if (key == (1 << 3 | 1)) event.take(8);               // wall_time
    if (key == (2 << 3 | 0)) step = event.varint();       // step
    if (key == (3 << 3 | 2)) event.take(event.varint());  // file_version
    if (key != (5 << 3 | 2)) continue;                    // summary
    EventBytes summary(event.take(event.varint()));
    while (!summary.empty()) {
      if (summary.varint() != (1 << 3 | 2)) throw std::runtime_error("a summary has something else than values");
      EventBytes value(summary.take(summary.varint()));
      value.varint();
      EventPoint point{.tag = std::string(value.take(value.varint())), .step = step};
      value.varint();
      point.value = value.number<float>();
      points.push_back(point);
    }
  }
}

/// The points of a run, which is a folder of event files, in their order.
inline std::vector<EventPoint> event_points(const std::filesystem::path& run) {
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(run)) files.insert(entry.path());
  std::vector<EventPoint> points;
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    for (EventBytes bytes(text); !bytes.empty();) add_points(EventBytes(bytes.record()), points);
  }
  return points;
}

}  // namespace weft::testing
