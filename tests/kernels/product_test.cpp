// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <utility>

#include <cstring>
#include <limits>

#include <weft/core/detail/exactly.hpp>
#include <weft/core/detail/fused.hpp>
#include <weft/kernels/product.hpp>
#include <weft/random/random.hpp>

#include "../reference/product.hpp"

namespace {

using weft::Index;
using weft::detail::is_exactly;
using weft::kernels::Panels;
using weft::kernels::Update;
using weft::kernels::View;

/// How a matrix lies in memory: its rows or its columns one after another, with a gap between them or none.
enum class Layout { rows, rows_apart, transposed };

/// Numbers between -1 and 1 in a layout, with NaN in the gaps.
template <class Scalar> class Matrix {
 public:
  Matrix(Index rows, Index columns, Layout layout, weft::Rng& rng) : rows_(rows), columns_(columns), layout_(layout) {
    numbers_.assign(static_cast<std::size_t>((rows + 1) * (columns + 1) * 2), std::numeric_limits<Scalar>::quiet_NaN());
    for (Index r = 0; r < rows; ++r)
      for (Index c = 0; c < columns; ++c) view()(r, c) = static_cast<Scalar>(rng.uniform(-1, 1));
  }

  View<Scalar> view() {
    if (layout_ == Layout::transposed) return {numbers_.data(), rows_, columns_, 1, rows_ + 1};
    return {numbers_.data(), rows_, columns_, layout_ == Layout::rows ? columns_ : columns_ + 3};
  }
  View<const Scalar> view() const { return const_cast<Matrix*>(this)->view(); }
  friend bool same_bits(const Matrix& a, const Matrix& b) {
    return std::memcmp(a.numbers_.data(), b.numbers_.data(), a.numbers_.size() * sizeof(Scalar)) == 0;
  }

 private:
  Index rows_, columns_;
  Layout layout_;
  std::vector<Scalar> numbers_;
};

struct Sizes {
  Index m, k, n;
};

/// Few, so that every combination is tried: none, one, odd, around a panel and around a tile.
std::vector<Sizes> sweep() {
  std::vector<Sizes> sizes;
  for (const Index m : {0, 1, 2, 3, 5, 6, 7, 13})
    for (const Index k : {0, 1, 2, 9, 33})
      for (const Index n : {0, 1, 3, 7, 8, 9, 15, 16, 17, 31, 33, 47, 64, 65, 100}) sizes.push_back({m, k, n});
  return sizes;
}

/// c as it must be before rounding, from what it was; whether the result is close enough, and gaps are untouched.
template <class Scalar>
bool right(const Matrix<Scalar>& a, const Matrix<Scalar>& b, const Matrix<Scalar>& before, const Matrix<Scalar>& after,
           Update update) {
  const weft::reference::Product plain(a.view(), b.view());
  const View<const Scalar> old = before.view(), c = after.view();
  Matrix<Scalar> restored = after;
  for (Index r = 0; r < c.rows; ++r)
    for (Index column = 0; column < c.columns; ++column) {
      const auto at = static_cast<std::size_t>(r * c.columns + column);
      const double start = update == Update::add ? static_cast<double>(old(r, column)) : 0;
      const double slack = static_cast<double>(a.view().columns + 2) *
                           static_cast<double>(std::numeric_limits<Scalar>::epsilon()) *
                           (plain.magnitude[at] + std::abs(start));
      if (!(std::abs(static_cast<double>(c(r, column)) - (start + plain.value[at])) <= slack)) return false;
      restored.view()(r, column) = old(r, column);
    }
  return same_bits(restored, before);
}

template <class Scalar> void check_sizes(const Sizes& s, Layout a_layout, Layout b_layout, Update update) {
  weft::Rng rng(static_cast<std::uint64_t>(s.m + 100 * s.k + 10000 * s.n));
  const Matrix<Scalar> a(s.m, s.k, a_layout, rng), b(s.k, s.n, b_layout, rng);
  const Matrix<Scalar> before(s.m, s.n, update == Update::add ? Layout::rows_apart : Layout::rows, rng);
  Matrix<Scalar> in_panels = before, in_parts = before;
  Panels<Scalar> panels, scratch;
  weft::kernels::pack<Scalar>(b.view(), panels);
  weft::kernels::product(a.view(), panels, in_panels.view(), update);
  weft::kernels::product(a.view(), b.view(), in_parts.view(), update, scratch);
  INFO(s.m, " x ", s.k, " x ", s.n);
  if (!right(a, b, before, in_panels, update)) FAIL_CHECK("a product with panels is wrong");
  if (!right(a, b, before, in_parts, update)) FAIL_CHECK("a product in parts is wrong");
}

template <class Scalar> void check_sweep() {
  for (const Sizes& s : sweep())
    for (const Update update : {Update::overwrite, Update::add}) {
      check_sizes<Scalar>(s, Layout::rows, Layout::rows, update);
      check_sizes<Scalar>(s, Layout::transposed, Layout::rows_apart, update);
      check_sizes<Scalar>(s, Layout::rows_apart, Layout::transposed, update);
    }
}

/// An element's terms added in order from zero: with one rounding a term, or with two.
template <class Scalar> struct InOrder {
  Scalar fused = 0, separate = 0;

  InOrder(const View<const Scalar>& a, const View<const Scalar>& b, Index row, Index column) {
    for (Index k = 0; k < a.columns; ++k) {
      const volatile Scalar term = a(row, k) * b(k, column);  // not contracted with the sum
      fused = weft::detail::fused_multiply_add(a(row, k), b(k, column), fused);
      separate = separate + term;
    }
  }
};

template <class Scalar> void check_order_of_terms() {
  weft::Rng rng(1);
  const Index rows = 31, depth = 250, columns = 77;
  const Matrix<Scalar> a(rows, depth, Layout::rows, rng), b(depth, columns, Layout::rows, rng);
  Matrix<Scalar> c(rows, columns, Layout::rows, rng);
  Panels<Scalar> panels;
  weft::kernels::pack<Scalar>(b.view(), panels);
  weft::kernels::product(a.view(), panels, c.view(), Update::overwrite);
  bool all_fused = true, all_separate = true;
  for (Index r = 0; r < rows; ++r)
    for (Index column = 0; column < columns; ++column) {
      const InOrder<Scalar> expected(a.view(), b.view(), r, column);
      all_fused = all_fused && weft::detail::is_exactly(c.view()(r, column), expected.fused);
      all_separate = all_separate && weft::detail::is_exactly(c.view()(r, column), expected.separate);
    }
  CHECK((all_fused || all_separate));
}

/// c = a b for `rows` rows of a from `first` on.
template <class Scalar>
void product_of_rows(const View<const Scalar>& a, const Panels<Scalar>& b, const View<Scalar>& c, Index first,
                     Index rows) {
  weft::kernels::product<Scalar>({&a(first, 0), rows, a.columns, a.row_stride, a.column_stride}, b,
                                 {&c(first, 0), rows, c.columns, c.row_stride}, Update::overwrite);
}

template <class Scalar> void check_any_number_of_rows(Layout layout) {
  weft::Rng rng(2);
  const Index rows = 40, depth = 70, columns = 53;
  const Matrix<Scalar> a(rows, depth, layout, rng), b(depth, columns, Layout::rows, rng);
  Matrix<Scalar> whole(rows, columns, Layout::rows, rng);
  Panels<Scalar> panels;
  weft::kernels::pack<Scalar>(b.view(), panels);
  product_of_rows(a.view(), panels, whole.view(), 0, rows);
  for (Index at_once = 1; at_once < 15; ++at_once) {
    Matrix<Scalar> parts = whole;
    for (Index r = 0; r < rows; ++r) std::fill_n(&parts.view()(r, 0), columns, Scalar(-1));
    for (Index first = 0; first < rows; first += at_once)
      product_of_rows(a.view(), panels, parts.view(), first, std::min(at_once, rows - first));
    CHECK(same_bits(parts, whole));
  }
}

template <class Scalar> void check_any_number_of_columns() {
  weft::Rng rng(3);
  const Index rows = 9, depth = 40, columns = 150;
  const Matrix<Scalar> a(rows, depth, Layout::rows, rng), b(depth, columns, Layout::rows, rng);
  Matrix<Scalar> whole(rows, columns, Layout::rows, rng);
  Panels<Scalar> panels;
  weft::kernels::product(a.view(), b.view(), whole.view(), Update::overwrite, panels);
  bool same = true;
  for (Index n = 1; n < columns; n += 6) {
    Matrix<Scalar> part(rows, n, Layout::rows, rng);
    const View<const Scalar> last(&b.view()(0, columns - n), depth, n, columns);
    weft::kernels::product(a.view(), last, part.view(), Update::overwrite, panels);
    for (Index r = 0; r < rows; ++r)
      for (Index c = 0; c < n; ++c)
        same = same && weft::detail::is_exactly(part.view()(r, c), whole.view()(r, columns - n + c));
  }
  CHECK(same);
}

}  // namespace

TEST_CASE("pack puts a matrix, transposed or not, into panels padded with zeros") {
  weft::Rng rng(4);
  for (const Layout layout : {Layout::rows, Layout::transposed}) {
    const Matrix<float> b(3, 20, layout, rng);
    Panels<float> panels;
    weft::kernels::pack<float>(b.view(), panels);
    CHECK(panels.rows == 3);
    CHECK(panels.columns == 20);
    const auto factor = panels.factor();
    CHECK(factor.at(16) == factor.at(0) + 3 * 16);
    for (Index r = 0; r < 3; ++r)
      for (Index c = 0; c < 32; ++c) CHECK(factor.at(c)[r * factor.row_stride] == (c < 20 ? b.view()(r, c) : 0.0F));
  }
}

TEST_CASE("product agrees with three plain loops for all sizes and layouts, float") { check_sweep<float>(); }

TEST_CASE("product agrees with three plain loops for all sizes and layouts, double") { check_sweep<double>(); }

TEST_CASE("product agrees with three plain loops where the right factor is packed in several parts") {
  for (const Index k : {255, 256, 257, 512, 700})
    for (const Update update : {Update::overwrite, Update::add}) {
      check_sizes<float>({7, k, 19}, Layout::transposed, Layout::rows, update);
      check_sizes<double>({7, k, 19}, Layout::rows, Layout::transposed, update);
    }
}

TEST_CASE("an element of a product adds its terms in order") {
  check_order_of_terms<float>();
  check_order_of_terms<double>();
}

TEST_CASE("a row of a product is the same to the bit whatever the number of rows") {
  for (const Layout layout : {Layout::rows, Layout::transposed}) {
    check_any_number_of_rows<float>(layout);
    check_any_number_of_rows<double>(layout);
  }
}

TEST_CASE("a column of a product is the same to the bit whatever the number of columns") {
  check_any_number_of_columns<float>();
  check_any_number_of_columns<double>();
}

TEST_CASE("a matrix of whole panels is a right factor where it is, and gives what a copy gives") {
  weft::Rng rng(8);
  const Matrix<float> a(7, 40, Layout::rows, rng);
  for (const Layout layout : {Layout::rows, Layout::rows_apart}) {
    const Matrix<float> b(40, 48, layout, rng);
    CHECK(weft::kernels::is_right_factor(b.view()));
    Matrix<float> copied(7, 48, Layout::rows, rng), in_place = copied;
    Panels<float> panels;
    weft::kernels::pack<float>(b.view(), panels);
    weft::kernels::product(a.view(), panels, copied.view(), Update::add);
    weft::kernels::product(a.view(), weft::kernels::in_place(b.view()), in_place.view(), Update::add);
    CHECK(same_bits(copied, in_place));
  }
  CHECK_FALSE(weft::kernels::is_right_factor(Matrix<float>(40, 47, Layout::rows, rng).view()));
  CHECK_FALSE(weft::kernels::is_right_factor(Matrix<float>(40, 48, Layout::transposed, rng).view()));
}

TEST_CASE("a product reuses panels that held a larger matrix") {
  weft::Rng rng(5);
  Panels<float> used, fresh;
  const Matrix<float> large(50, 40, Layout::rows, rng), b(3, 5, Layout::rows, rng), a(4, 3, Layout::rows, rng);
  Matrix<float> c(4, 5, Layout::rows, rng), d = c;
  weft::kernels::pack<float>(large.view(), used);
  weft::kernels::product(a.view(), b.view(), c.view(), Update::overwrite, used);
  weft::kernels::product(a.view(), b.view(), d.view(), Update::overwrite, fresh);
  CHECK(same_bits(c, d));
}

TEST_CASE("what a product fetches ahead is no matter to it, be it more rows or fewer than its own") {
  weft::Rng rng(7);
  const Matrix<float> a(13, 20, Layout::rows, rng), b(20, 70, Layout::rows, rng);
  Panels<float> panels;
  weft::kernels::pack<float>(b.view(), panels);
  Matrix<float> c(13, 70, Layout::rows, rng), d = c;
  weft::kernels::product(a.view(), panels, c.view(), Update::add);
  for (const Index rows : {1, 7, 12, 13, 40}) {
    Matrix<float> e = d;
    const Matrix<float> ahead(rows, 31, Layout::rows, rng);
    weft::kernels::product(a.view(), panels, e.view(), Update::add, ahead.view());
    CHECK(same_bits(c, e));
  }
}

#if defined(__x86_64__) && defined(__GNUC__)
TEST_CASE("a product is the same to the bit with vectors of 32 and of 64 bytes") {
  using namespace weft::kernels;
  if (best_instruction_set() != InstructionSet::avx512) return;
  weft::Rng rng(6);
  const Matrix<float> a(23, 91, Layout::rows, rng), b(91, 70, Layout::rows, rng);
  Matrix<float> narrow(23, 70, Layout::rows, rng), wide = narrow;
  Panels<float> panels;
  pack<float>(b.view(), panels);
  const Product<float> to_narrow{a.view(), panels.factor(), narrow.view(), Update::add};
  const Product<float> to_wide{a.view(), panels.factor(), wide.view(), Update::add};
  run_avx2<ProductKernel>(to_narrow);
  run_avx512<ProductKernel>(to_wide);
  CHECK(same_bits(narrow, wide));
}
#endif
