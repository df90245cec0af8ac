# SPDX-License-Identifier: MIT
# 32-bit x86, with SSE2: the older unit computes with more digits than a number has, so that no result has the bits that
# other machines give. The folder is where Debian's g++-12-multilib, without g++-multilib, leaves the kernel's headers.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR i686)
set(CMAKE_CXX_COMPILER g++)
set(CMAKE_CXX_FLAGS_INIT "-m32 -msse2 -mfpmath=sse -idirafter /usr/include/x86_64-linux-gnu")
