// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <tuple>
#include <utility>

/// Layers one after another, as types.
namespace weft::detail {

/// Whether the layer computes each row of its input by itself, and so can be over that input too: such a layer has a
/// member template OverInput, which is the same layer over it, and is explicitly constructed from the layer over
/// another.
template <class L, class In>
concept BindsTo = !std::same_as<typename L::Input, In> && requires {
  typename L::template OverInput<In>;
};

/// The layer over what it follows, where it can be; otherwise as it is.
template <class L, class In> struct BoundTo { using Type = L; };
template <class L, class In>
requires BindsTo<L, In>
struct BoundTo<L, In> {
  using Type = typename L::template OverInput<In>;
};

/// Takes the layers of the second list over into the first one, each bound to the Output of the one before.
template <class Bound, class... Rest> struct BindAll { using Type = Bound; };
template <class... Bound, class Next, class... Rest> struct BindAll<std::tuple<Bound...>, Next, Rest...> {
  using Before = std::tuple_element_t<sizeof...(Bound) - 1, std::tuple<Bound...>>;
  using Here = typename BoundTo<Next, typename Before::Output>::Type;
  using Type = typename BindAll<std::tuple<Bound..., Here>, Rest...>::Type;
};

template <class... Layers> struct ChainOf { using Type = std::tuple<>; };
template <class First, class... Rest> struct ChainOf<First, Rest...> : BindAll<std::tuple<First>, Rest...> {};

/// The layers as a tuple, each bound to what it follows.
template <class... Layers> using Chain = typename ChainOf<Layers...>::Type;

/// What a pass through a chain leaves.
template <class Chain> struct ChainPass;
template <class... Layers> struct ChainPass<std::tuple<Layers...>> {
  using Tapes = std::tuple<typename Layers::Tape...>;
  using Outputs = std::tuple<const typename Layers::Output*...>;
};

/// Whether each one's Output is the next one's Input.
template <class Chain> inline constexpr bool is_chained = true;
template <class First, class Second, class... Rest>
inline constexpr bool is_chained<std::tuple<First, Second, Rest...>> =
    std::same_as<typename First::Output, typename Second::Input>&& is_chained<std::tuple<Second, Rest...>>;

}  // namespace weft::detail
