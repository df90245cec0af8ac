// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include <weft/core/detail/pass_record.hpp>
#include <weft/core/purpose.hpp>
#include <weft/random/philox.hpp>

namespace weft {

/// What every layer must know of the passes with its tape, and no layer can know by itself.
struct Context {
  Purpose purpose = Purpose::training;
  RandomSource random = {};  ///< of what the layer draws; see RandomNumbers
  /// The numbers, for what is drawn, of the batch's sequences or rows in the caller's order; they must outlive the
  /// passes. Empty: 0, 1, 2, ... Where a batch is cut into shards they are the places in the whole batch.
  std::span<const Index> examples = {};

  /// That of the k-th part of a layer that is made of others, so that two parts draw different numbers.
  [[nodiscard]] Context part(std::uint64_t k) const { return {purpose, random.part(k), examples}; }
  /// The number of the caller's k-th sequence or row.
  [[nodiscard]] std::uint64_t example(Index k) const {
    return static_cast<std::uint64_t>(examples.empty() ? k : examples[static_cast<std::size_t>(k)]);
  }
};

/// What all tapes have, whatever else a layer keeps in its own; a layer's Tape derives from it. A layer calls
/// end_forward and begin_backward, so that a backward that does not belong to the tape's forward is refused before it
/// reads or changes anything.
///
/// The tape of a layer that is made of others has a member that shows the tapes of its parts, in their order:
///
///   void for_each_part(auto&& visit) { visit(first), visit(second); }
class TapeBase {
 public:
  Context context;  ///< as set_context set it

  /// A forward begins that may fail after it has changed the tape.
  void begin_forward() { pass_.reset(); }

  /// A forward of the layer over x is done; the tape has what its backward needs, unless it was for inference.
  template <class L> void end_forward(const L& layer, const typename L::Input& x) {
    pass_.record(layer, x, context.purpose);
  }

  /// The backward for it begins; y is what forward gave, if there was one. Throws std::invalid_argument in the layer's
  /// name where the tape is for inference, where there was no forward before, or one of another layer or input, and
  /// where dy is not as large as y or the gradient as the layer.
  template <class L>
  void begin_backward(const L& layer, const typename L::Input& x, const typename L::Output* y,
                      const typename L::Output& dy, const L& gradient) {
    pass_.begin_backward(layer, x, y, dy, gradient, context.purpose);
  }

 private:
  detail::PassRecord pass_;
};

/// Tells a tape, and those of its layer's parts, what the passes to come are for. Each part gets a number of its own
/// for what it draws, made of its place.
template <class Tape> void set_context(Tape& tape, const Context& context) {
  tape.context = context;
  if constexpr (requires { tape.for_each_part([](auto&) {}); }) {
    std::uint64_t k = 0;
    tape.for_each_part([&](auto& part) { set_context(part, context.part(k++)); });
  }
}

}  // namespace weft
