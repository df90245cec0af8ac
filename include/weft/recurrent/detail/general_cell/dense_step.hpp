// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>

#include <weft/core/tensor.hpp>
#include <weft/kernels/cell.hpp>

namespace weft::detail {

/// All numbers of some rows, to compute with at once.
template <class Scalar> auto all(Rows<Scalar>& rows) {
  return NumbersMap<Scalar>(rows.data(), rows.count() * rows.features());
}
template <class Scalar> auto all(const Rows<Scalar>& rows) {
  return ConstNumbersMap<Scalar>(rows.data(), rows.count() * rows.features());
}

/// One panel of several rows in the kernels' interleaved layout (kernels/cell_layout.hpp), which has so many panels.
template <class Scalar> struct PanelRows {
  Scalar* first;
  Index panels, panel, padded_units;

  [[nodiscard]] Scalar* at(Index row, Index unit) const {
    return first + row * panels * padded_units +
           kernels::interleaved_column<std::remove_const_t<Scalar>>(panels, panel, unit);
  }
};

/// Calls visit(dense, interleaved, count) for the pieces of a panel that are in one piece in both layouts.
template <class Scalar, class Panel, class Visit>
void for_each_piece(Rows<Scalar>& dense, const PanelRows<Panel>& panel, const Visit& visit) {
  constexpr Index width = kernels::panel_width<Scalar>;
  for (Index row = 0; row < dense.count(); ++row)
    for (Index unit = 0; unit < dense.features(); unit += width)
      visit(dense.row(row) + unit, panel.at(row, unit), (std::min)(width, dense.features() - unit));
}
template <class Scalar> void copy_to_dense(const PanelRows<const Scalar>& panel, Rows<Scalar>& dense) {
  for_each_piece(dense, panel, [](Scalar* to, const Scalar* from, Index count) { std::copy_n(from, count, to); });
}
/// The padding becomes zero.
template <class Scalar> void copy_to_panel(Rows<Scalar>& dense, const PanelRows<Scalar>& panel) {
  for_each_piece(dense, panel, [](const Scalar* from, Scalar* to, Index count) {
    std::copy_n(from, count, to);
    std::fill(to + count, to + kernels::panel_width<Scalar>, Scalar(0));
  });
}
template <class Scalar> void add_to_panel(Rows<Scalar>& dense, const PanelRows<Scalar>& panel) {
  for_each_piece(dense, panel, [](const Scalar* from, Scalar* to, Index count) {
    for (Index k = 0; k < count; ++k) to[k] += from[k];
  });
}

/// States between [rows x padded units] and [rows x units]; the padding becomes zero.
template <class Scalar> void copy_to_dense(const Scalar* padded, Index padded_units, Rows<Scalar>& dense) {
  for (Index row = 0; row < dense.count(); ++row)
    std::copy_n(padded + row * padded_units, dense.features(), dense.row(row));
}
template <class Scalar> void copy_to_padded(const Rows<Scalar>& dense, Scalar* padded, Index padded_units) {
  for (Index row = 0; row < dense.count(); ++row) {
    Scalar* to = padded + row * padded_units;
    std::copy_n(dense.row(row), dense.features(), to);
    std::fill(to + dense.features(), to + padded_units, Scalar(0));
  }
}

/// Some rows of a step, gate by gate, [rows x units] each and without padding, as functions of whole rows read them.
template <class Units, class S> struct DenseStep {
  using Scalar = S;
  static constexpr auto panels = static_cast<std::size_t>(Units::panels);
  static constexpr auto states = static_cast<std::size_t>(Units::states);

  std::array<Rows<Scalar>, panels> z;      ///< pre-activations; in backward their gradients at the end
  std::array<Rows<Scalar>, panels> gates;  ///< what they become
  std::array<Rows<Scalar>, states> previous, next, gradient;
  Rows<Scalar> scratch, more_scratch;

  void resize(Index rows, Index units) {
    for (auto* group : {&z, &gates})
      for (Rows<Scalar>& each : *group) each.resize(rows, units);
    for (auto* group : {&previous, &next, &gradient})
      for (Rows<Scalar>& each : *group) each.resize(rows, units);
    scratch.resize(rows, units);
    more_scratch.resize(rows, units);
  }
};

}  // namespace weft::detail
