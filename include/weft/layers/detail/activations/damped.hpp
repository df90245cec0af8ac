// SPDX-License-Identifier: MIT
#pragma once

namespace weft::detail {

/// x factor, where a factor of 0 makes nothing of an infinite x.
template <class Scalar> Scalar damped(Scalar x, Scalar factor) {
  return factor < 0 || factor > 0 ? x * factor : factor;
}

}  // namespace weft::detail
