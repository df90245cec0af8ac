// compiles
// SPDX-License-Identifier: MIT
// Names that widely used headers define as macros, before weft: C's <complex.h>, Apple's AssertMacros.h, <windows.h>,
// X11, Qt, <sys/sysmacros.h>. Those that Eigen and the standard library could not bear come after their headers.
#include <complex.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iomanip>
#include <iostream>
#include <locale>
#include <map>
#include <memory>
#include <mutex>
#include <numeric>
#include <optional>
#include <random>
#include <span>
#include <sstream>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <vector>
#include <unsupported/Eigen/CXX11/Tensor>
#if __has_include(<nlohmann/json.hpp>)
#include <nlohmann/json.hpp>
#endif

#define NOT_A_NAME ?

#define min(a, b) NOT_A_NAME
#define max(a, b) NOT_A_NAME
#define check(assertion) NOT_A_NAME
#define verify(assertion) NOT_A_NAME
#define require(assertion, label) NOT_A_NAME
#define check_string(assertion, text) NOT_A_NAME
#define require_action(assertion, label, action) NOT_A_NAME
#define small NOT_A_NAME
#define near NOT_A_NAME
#define far NOT_A_NAME
#define interface NOT_A_NAME
#define IN NOT_A_NAME
#define OUT NOT_A_NAME
#define ERROR NOT_A_NAME
#define DELETE NOT_A_NAME
#define CONST NOT_A_NAME
#define TRUE NOT_A_NAME
#define FALSE NOT_A_NAME
#define None NOT_A_NAME
#define Bool NOT_A_NAME
#define Status NOT_A_NAME
#define Success NOT_A_NAME
#define Always NOT_A_NAME
#define True NOT_A_NAME
#define False NOT_A_NAME
#define slots NOT_A_NAME
#define signals NOT_A_NAME
#define emit NOT_A_NAME
#define foreach NOT_A_NAME
#define forever NOT_A_NAME
#define major(device) NOT_A_NAME
#define minor(device) NOT_A_NAME
#define makedev(a, b) NOT_A_NAME
#define unix NOT_A_NAME
#define linux NOT_A_NAME
#ifndef I
#define I NOT_A_NAME
#endif

#include <weft/weft.hpp>

int main() {
  weft::Rng rng{1};
  weft::Sequential model{rng, weft::Embedding{5, 3}, weft::Bidirectional{weft::LSTM{2}}, weft::Dense{1, weft::sigmoid}};
  const weft::Dataset<weft::IdLists> data{{{1, 2}, {3}}, std::vector{0, 1}};
  weft::fit(model, data);
}
