// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include <weft/core/detail/finite.hpp>
#include <weft/core/error.hpp>
#include <weft/files/atomic_file.hpp>
#include <weft/plots/detail/matrix_picture.hpp>

namespace weft {

/// What stands around a ConfusionPicture. Classes without names are numbered from 0.
struct ConfusionPictureOptions {
  std::string title{};
  std::vector<std::string> classes{};
  std::string x = "predicted class";
  std::string y = "true class";
};

/// A confusion matrix as SVG:
///
///   weft::ConfusionPicture{{.title = "Reviews", .classes = {"negative", "positive"}}, {{431, 69}, {52, 448}}}
///       .save("confusion.svg");
///
/// The counts are [classes x classes], rows the true class and columns the predicted one, given as rows or as a tensor.
/// A cell has its count and which share of the row that is; the larger the share, the darker the cell.
///
/// Errors: std::invalid_argument when the matrix is empty or not square, when there are not as many names as classes,
/// or a count is negative or not finite; FileError when a file cannot be written.
class ConfusionPicture {
 public:
  using Options = ConfusionPictureOptions;
  using Rows = std::vector<std::vector<double>>;

  ConfusionPicture(Options options, Rows counts) : options_(std::move(options)), counts_(std::move(counts)) {
    throw_unless(!counts_.empty(), "ConfusionPicture: the matrix is empty; expected at least one class");
    for (std::size_t k = 0; k < counts_.size(); ++k) check_row(k);
    if (options_.classes.empty())
      for (std::size_t k = 0; k < counts_.size(); ++k) options_.classes.push_back(concat(k));
    throw_unless(options_.classes.size() == counts_.size(), "ConfusionPicture: given ", options_.classes.size(),
                 " names of classes for ", counts_.size(), " classes");
  }

  /// From anything like a weft::Tensor<Scalar, 2>.
  template <class Matrix>
  requires requires(const Matrix& matrix) { static_cast<double>(matrix(matrix.dimension(0), matrix.dimension(1))); }
  ConfusionPicture(Options options, const Matrix& counts) : ConfusionPicture(std::move(options), rows_of(counts)) {}

  [[nodiscard]] std::string svg() const {
    return detail::MatrixPicture({options_.title, options_.x, options_.y}, options_.classes, counts_).svg();
  }

  /// Writes svg() to a file, which appears whole or not at all.
  void save(const std::filesystem::path& path) const { write_atomically(path, svg()); }

 private:
  void check_row(std::size_t k) const {
    throw_unless(counts_[k].size() == counts_.size(), "ConfusionPicture: row ", k, " has ", counts_[k].size(),
                 " counts; expected ", counts_.size(), ", as many as rows");
    for (const double count : counts_[k])
      throw_unless(detail::is_finite(count) && count >= 0, "ConfusionPicture: a count in row ", k, " is ", count,
                   "; expected a number, at least 0");
  }

  template <class Matrix> static Rows rows_of(const Matrix& counts) {
    Rows rows;
    for (auto row = counts.dimension(0) * 0; row < counts.dimension(0); ++row) {
      rows.emplace_back();
      for (auto column = row * 0; column < counts.dimension(1); ++column)
        rows.back().push_back(static_cast<double>(counts(row, column)));
    }
    return rows;
  }

  Options options_;
  Rows counts_;
};

}  // namespace weft
