// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>

#include <weft/core/buffer.hpp>
#include <weft/kernels/tile.hpp>
#include <weft/kernels/view.hpp>

/// How the weights of a recurrent cell, its pre-activations and its gates lie in memory. The gates are interleaved:
///
///   [block of units][panel, one a gate][panel_width units]
///
/// so that one register tile holds all gates of its units, and the cell finds them side by side. Units are padded to
/// whole panels; the weights of the padding are zero, and so are its states and gradients.
namespace weft::kernels {

/// Which of Keras's blocks of columns each panel is: panel p of a block of units is gate order[p].
template <std::size_t Panels> using GateOrder = std::array<Index, Panels>;

/// Column of a unit in a panel, where a block of units has so many.
template <class Scalar> constexpr Index interleaved_column(Index panels, Index panel, Index unit) {
  constexpr Index width = panel_width<Scalar>;
  return (unit / width * panels + panel) * width + unit % width;
}

/// [rows x gates units] in Keras's order of columns to [rows x panels padded units], interleaved.
template <std::size_t Panels, class Scalar>
void interleave(const std::type_identity_t<View<const Scalar>>& weights, const GateOrder<Panels>& order, Index units,
                Buffer<Scalar>& interleaved) {
  constexpr auto panels = static_cast<Index>(Panels);
  const Index columns = panels * padded<Scalar>(units);
  interleaved.resize_zero(weights.rows * columns);
  for (Index row = 0; row < weights.rows; ++row)
    for (Index unit = 0; unit < units; unit += panel_width<Scalar>)
      for (Index panel = 0; panel < panels; ++panel)
        std::copy_n(&weights(row, order[static_cast<std::size_t>(panel)] * units + unit),
                    (std::min)(panel_width<Scalar>, units - unit),
                    &interleaved[row * columns + interleaved_column<Scalar>(panels, panel, unit)]);
}

/// Writes a row's numbers among those of the rows that are stored together with it.
template <class Scalar, class Weight> void store_row(const Scalar* from, Index count, Weight* to) {
  constexpr Index together = rows_together<Weight>;
  if constexpr (std::same_as<Scalar, Weight>)
    std::copy_n(from, count, to);
  else
    for (Index k = 0; k < count; ++k) to[together * k] = static_cast<Weight>(from[k]);
}

/// Weights in Keras's order of columns as the cells read them, [block of panel_width units][rows][panels panel_width],
/// so that all a tile reads is in one piece. They may be stored as another type; of bfloat16 two rows are stored
/// together, [block of units][pairs of rows][panels][panel_width][2].
template <std::size_t Panels, class Scalar, class Weight>
void pack_blocks(const View<const Scalar>& weights, const GateOrder<Panels>& order, Index units,
                 Buffer<Weight>& blocks) {
  constexpr Index width = panel_width<Scalar>, together = rows_together<Weight>;
  const Index rows = (weights.rows + together - 1) / together * together;
  blocks.resize_zero(rows * static_cast<Index>(Panels) * padded<Scalar>(units));
  Weight* to = blocks.data();
  for (Index unit = 0; unit < units; unit += width)
    for (Index row = 0; row < rows; row += together)
      for (const Index gate : order) {
        for (Index r = row; r < (std::min)(row + together, weights.rows); ++r)
          store_row(&weights(r, gate * units + unit), (std::min)(width, units - unit), to + r - row);
        to += together * width;
      }
}

/// weights += the interleaved ones, back in Keras's order of columns.
template <std::size_t Panels, class Scalar>
void add_interleaved(const Buffer<Scalar>& interleaved, const GateOrder<Panels>& order, Index units,
                     const View<Scalar>& weights) {
  constexpr auto panels = static_cast<Index>(Panels);
  const Index columns = panels * padded<Scalar>(units);
  for (Index row = 0; row < weights.rows; ++row)
    for (Index panel = 0; panel < panels; ++panel)
      for (Index unit = 0; unit < units; ++unit)
        weights(row, order[static_cast<std::size_t>(panel)] * units + unit) +=
            interleaved[row * columns + interleaved_column<Scalar>(panels, panel, unit)];
}

}  // namespace weft::kernels
