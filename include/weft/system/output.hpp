// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <iostream>
#include <string>
#include <system_error>

#include <weft/core/error.hpp>

namespace weft {

/// Brings what was written to a stream to where it goes, which a full disk or a pipe that nobody reads may refuse; a
/// program that ends without asking would report success. Throws FileError, which begins with `name`, if this or
/// anything that was written before has failed.
inline void flush_or_throw(std::ostream& out = std::cout, const std::string& name = "standard output") {
  errno = 0;
  if (out.flush()) return;
  if (errno == 0) {  // it failed before, and what was written then is lost: only another write brings the reason
    out.clear();
    out << '\n' << std::flush;
  }
  const int reason = errno;
  throw FileError(name, concat("cannot be written: ",
                               reason == 0 ? "the system gives no reason" : std::generic_category().message(reason)));
}

}  // namespace weft
