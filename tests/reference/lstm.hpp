// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <vector>

namespace weft::reference {

using Numbers = std::vector<double>;

/// One step of an LSTM for one sequence, in plain loops and in the letters of docs/math/lstm.md. Columns of W, U and b,
/// and so z, go i | f | g | o; h_ and c_ are those of the step before.
struct LSTM {
  std::size_t features, units;
  Numbers W, U, b;  ///< [features x 4 units], [units x 4 units], [4 units]

  struct Step {
    Numbers x, h_, c_, i, f, g, o, c, h;
  };
  struct Gradient {
    Numbers dz, dx, dh_, dc_;
  };

  LSTM(std::size_t input_features, std::size_t state_units)
      : features(input_features), units(state_units), W(features * 4 * units), U(units * 4 * units), b(4 * units) {}

  static double sigmoid(double z) { return 1 / (1 + std::exp(-z)); }

  double z(const Step& s, std::size_t column) const {  // (1)
    double sum = b[column];
    for (std::size_t k = 0; k < features; ++k) sum += s.x[k] * W[k * 4 * units + column];
    for (std::size_t k = 0; k < units; ++k) sum += s.h_[k] * U[k * 4 * units + column];
    return sum;
  }

  Step forward(const Numbers& x, const Numbers& h_, const Numbers& c_) const {
    Step s{x, h_, c_, {}, {}, {}, {}, {}, {}};
    for (std::size_t u = 0; u < units; ++u) {
      s.i.push_back(sigmoid(z(s, u)));                    // (2)
      s.f.push_back(sigmoid(z(s, units + u)));            // (3)
      s.g.push_back(std::tanh(z(s, 2 * units + u)));      // (4)
      s.o.push_back(sigmoid(z(s, 3 * units + u)));        // (5)
      s.c.push_back(s.f[u] * s.c_[u] + s.i[u] * s.g[u]);  // (6)
      s.h.push_back(s.o[u] * std::tanh(s.c[u]));          // (7)
    }
    return s;
  }

  /// dL/d of all that went in, from dL/dh and the part of dL/dc that comes from the step after. Adds to dW, dU and db.
  Gradient backward(const Step& s, const Numbers& dh, const Numbers& dc_after, LSTM& d) const {
    Gradient to{Numbers(4 * units), Numbers(features), Numbers(units), Numbers(units)};
    for (std::size_t u = 0; u < units; ++u) {
      const double tanh_c = std::tanh(s.c[u]);
      const double dc = dc_after[u] + dh[u] * s.o[u] * (1 - tanh_c * tanh_c);  // (8)
      to.dz[u] = dc * s.g[u] * s.i[u] * (1 - s.i[u]);                          // (9)
      to.dz[units + u] = dc * s.c_[u] * s.f[u] * (1 - s.f[u]);                 // (10)
      to.dz[2 * units + u] = dc * s.i[u] * (1 - s.g[u] * s.g[u]);              // (11)
      to.dz[3 * units + u] = dh[u] * tanh_c * s.o[u] * (1 - s.o[u]);           // (12)
      to.dc_[u] = dc * s.f[u];                                                 // (13)
    }
    for (std::size_t column = 0; column < 4 * units; ++column) {
      const double dz = to.dz[column];
      for (std::size_t k = 0; k < units; ++k) {
        to.dh_[k] += dz * U[k * 4 * units + column];  // (14)
        d.U[k * 4 * units + column] += s.h_[k] * dz;  // (15)
      }
      d.b[column] += dz;  // (16)
      for (std::size_t k = 0; k < features; ++k) {
        d.W[k * 4 * units + column] += s.x[k] * dz;  // (17)
        to.dx[k] += dz * W[k * 4 * units + column];  // (18)
      }
    }
    return to;
  }
};

}  // namespace weft::reference
