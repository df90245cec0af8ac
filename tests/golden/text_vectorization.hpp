// SPDX-License-Identifier: MIT
#pragma once

// Made by tests/golden/text_vectorization.py with Keras 3.15.1 on TensorFlow 2.21.0.
// Do not edit: run the script.
// clang-format off

#include <span>
#include <string_view>
#include <weft/text/text_vectorization_options.hpp>

namespace weft::golden {

using namespace std::string_view_literals;

/// 0 stands for an option that is not set; list k has lengths[k] of the ids.
struct Vectorization {
  int max_tokens;
  Standardize standardize;
  Split split;
  std::span<const int> widths;
  int output_sequence_length;
  std::span<const std::string_view> vocabulary;
  std::span<const int> ids, lengths;
};

inline constexpr std::string_view vectorization_corpus[] = {
  "The weaver sat at the loom, and the loom sang to the weaver."sv,
  "Warp and weft; weft and warp: THE CLOTH IS DONE!"sv,
  "It wasn't the loom's fault (again): the cat_sat on the thread..."sv,
  "\303\234ber den Webstuhl: \303\204rger, \303\244rger, \303\204RGER. Stra\303\237e STRASSE"sv,
  "\320\242\320\272\320\260\320\275\321\214 \320\270 \321\202\320\272\320\260\320\275\321\214, \320\275\320\270\321\202\321\214; \347\271\224\347\211\251\343\200\201\347\271\224\347\211\251 \360\237\247\265\360\237\247\265 \360\237\247\265"sv,
  "no\302\240break no\302\240break wide\343\200\200space \342\200\234quoted\342\200\235 \342\200\246 \342\200\224 dash"sv,
  "tabs\011and\012lines\015\012and\013more\014space  two   three"sv,
  "[UNK] unk [UNK] \357\277\275 \357\277\275 20 3.5 20 2024"sv, ""sv, "   "sv, "!\077."sv, "a"sv,
  "to be or not to be"sv, "to be or not to be"sv,};

inline constexpr std::string_view vectorization_texts[] = {
  "The weaver sat at the loom, and the loom sang to the weaver."sv,
  "Warp and weft; weft and warp: THE CLOTH IS DONE!"sv,
  "It wasn't the loom's fault (again): the cat_sat on the thread..."sv,
  "\303\234ber den Webstuhl: \303\204rger, \303\244rger, \303\204RGER. Stra\303\237e STRASSE"sv,
  "\320\242\320\272\320\260\320\275\321\214 \320\270 \321\202\320\272\320\260\320\275\321\214, \320\275\320\270\321\202\321\214; \347\271\224\347\211\251\343\200\201\347\271\224\347\211\251 \360\237\247\265\360\237\247\265 \360\237\247\265"sv,
  "no\302\240break no\302\240break wide\343\200\200space \342\200\234quoted\342\200\235 \342\200\246 \342\200\224 dash"sv,
  "tabs\011and\012lines\015\012and\013more\014space  two   three"sv,
  "[UNK] unk [UNK] \357\277\275 \357\277\275 20 3.5 20 2024"sv, ""sv, "   "sv, "!\077."sv, "a"sv,
  "to be or not to be"sv, "to be or not to be"sv, "The loom and the cloth"sv, "an unknown word"sv,
  "WEAVER weaver Weaver"sv, "to be"sv, ".to.be."sv, "be"sv, "to  be\011or"sv,
  "\303\204rger \303\244rger \303\244RGER"sv, "no break"sv, "a\000b a"sv, "\000"sv, "e\314\201 \303\251"sv,
  "\342\200\250line\342\200\250"sv, "\357\273\277the"sv, "\377 the \303"sv, "the\342\202loom \342\202"sv,
  "\355\240\200"sv, "\360\237\247"sv, "\360\237!"sv, "\342!\202"sv, "\300\200 \365"sv,};

inline constexpr int vectorization_0_widths[] = {
  1};

inline constexpr std::string_view vectorization_0_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv, "to"sv, "and"sv, "be"sv, "unk"sv, "\357\277\275"sv, "\303\204rger"sv, "weft"sv,
  "weaver"sv, "warp"sv, "or"sv, "no\302\240break"sv, "not"sv, "loom"sv, "20"sv, "\360\237\247\265\360\237\247\265"sv,
  "\360\237\247\265"sv, "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv, "\342\200\246"sv,
  "\342\200\234quoted\342\200\235"sv, "\342\200\224"sv, "\321\202\320\272\320\260\320\275\321\214"sv,
  "\320\275\320\270\321\202\321\214"sv, "\320\270"sv, "\320\242\320\272\320\260\320\275\321\214"sv, "\303\244rger"sv,
  "\303\234ber"sv, "wide\343\200\200space"sv, "webstuhl"sv, "wasnt"sv, "two"sv, "three"sv, "thread"sv, "tabs"sv,
  "stra\303\237e"sv, "strasse"sv, "space"sv, "sat"sv, "sang"sv, "on"sv, "more"sv, "looms"sv, "lines"sv, "it"sv,
  "is"sv, "fault"sv, "done"sv, "den"sv, "dash"sv, "cloth"sv, "catsat"sv, "at"sv, "again"sv, "a"sv, "35"sv, "2024"sv,};

inline constexpr int vectorization_0_ids[] = {
  2, 10, 39, 53, 2, 15, 4, 2, 15, 40, 3, 2, 10, 11, 4, 9, 9, 4, 11, 2, 51, 46, 48, 45, 31, 2, 43, 47, 54, 2, 52, 41, 2,
  34, 28, 49, 30, 8, 27, 8, 36, 37, 26, 25, 23, 24, 19, 17, 18, 13, 13, 29, 21, 20, 22, 50, 35, 4, 44, 4, 42, 38, 32,
  33, 6, 6, 6, 7, 7, 16, 56, 16, 57, 55, 3, 5, 12, 14, 3, 5, 3, 5, 12, 14, 3, 5, 2, 15, 4, 2, 51, 1, 1, 1, 10, 10, 10,
  3, 5, 1, 5, 3, 5, 12, 8, 27, 27, 1, 1, 1, 55, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_0_lengths[] = {
  13, 10, 11, 8, 7, 7, 8, 9, 0, 0, 0, 1, 6, 6, 5, 3, 3, 2, 1, 1, 3, 3, 2, 2, 1, 2, 1, 1, 3, 2, 1, 1, 1, 1, 2};

inline constexpr int vectorization_1_widths[] = {
  1};

inline constexpr std::string_view vectorization_1_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv, "to"sv, "and"sv, "be"sv, "unk"sv, "\357\277\275"sv, "\303\204rger"sv, "weft"sv,
  "weaver"sv, "warp"sv,};

inline constexpr int vectorization_1_ids[] = {
  2, 10, 1, 1, 2, 1, 4, 2, 1, 1, 3, 2, 10, 11, 4, 9, 9, 4, 11, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 8,
  1, 8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 4, 1, 4, 1, 1, 1, 1, 6, 6, 6, 7, 7, 1, 1, 1, 1, 1, 3, 5, 1,
  1, 3, 5, 3, 5, 1, 1, 3, 5, 2, 1, 4, 2, 1, 1, 1, 1, 10, 10, 10, 3, 5, 1, 5, 3, 5, 1, 8, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_1_lengths[] = {
  13, 10, 11, 8, 7, 7, 8, 9, 0, 0, 0, 1, 6, 6, 5, 3, 3, 2, 1, 1, 3, 3, 2, 2, 1, 2, 1, 1, 3, 2, 1, 1, 1, 1, 2};

inline constexpr int vectorization_2_widths[] = {
  1};

inline constexpr std::string_view vectorization_2_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv,};

inline constexpr int vectorization_2_ids[] = {
  2, 1, 1, 1, 2, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1,
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
  2, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_2_lengths[] = {
  13, 10, 11, 8, 7, 7, 8, 9, 0, 0, 0, 1, 6, 6, 5, 3, 3, 2, 1, 1, 3, 3, 2, 2, 1, 2, 1, 1, 3, 2, 1, 1, 1, 1, 2};

inline constexpr int vectorization_3_widths[] = {
  1};

inline constexpr std::string_view vectorization_3_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv, "to"sv, "and"sv, "be"sv, "unk"sv, "\357\277\275"sv, "\303\204rger"sv, "weft"sv,
  "weaver"sv, "warp"sv, "or"sv, "no\302\240break"sv, "not"sv, "loom"sv, "20"sv, "\360\237\247\265\360\237\247\265"sv,
  "\360\237\247\265"sv, "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv, "\342\200\246"sv,
  "\342\200\234quoted\342\200\235"sv, "\342\200\224"sv, "\321\202\320\272\320\260\320\275\321\214"sv,
  "\320\275\320\270\321\202\321\214"sv, "\320\270"sv, "\320\242\320\272\320\260\320\275\321\214"sv, "\303\244rger"sv,
  "\303\234ber"sv, "wide\343\200\200space"sv, "webstuhl"sv, "wasnt"sv, "two"sv, "three"sv, "thread"sv, "tabs"sv,
  "stra\303\237e"sv, "strasse"sv, "space"sv, "sat"sv, "sang"sv, "on"sv, "more"sv, "looms"sv, "lines"sv, "it"sv,
  "is"sv, "fault"sv, "done"sv, "den"sv, "dash"sv, "cloth"sv, "catsat"sv, "at"sv, "again"sv, "a"sv, "35"sv, "2024"sv,};

inline constexpr int vectorization_3_ids[] = {
  2, 10, 39, 53, 2, 15, 4, 2, 15, 40, 3, 2, 10, 11, 4, 9, 9, 4, 11, 2, 51, 46, 48, 45, 31, 2, 43, 47, 54, 2, 52, 41, 2,
  34, 28, 49, 30, 8, 27, 8, 36, 37, 26, 25, 23, 24, 19, 17, 18, 13, 13, 29, 21, 20, 22, 50, 35, 4, 44, 4, 42, 38, 32,
  33, 6, 6, 6, 7, 7, 16, 56, 16, 57, 55, 3, 5, 12, 14, 3, 5, 3, 5, 12, 14, 3, 5, 2, 15, 4, 2, 51, 1, 1, 1, 10, 10, 10,
  3, 5, 1, 5, 3, 5, 12, 8, 27, 27, 1, 1, 1, 55, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_3_lengths[] = {
  13, 10, 11, 8, 7, 7, 8, 9, 0, 0, 0, 1, 6, 6, 5, 3, 3, 2, 1, 1, 3, 3, 2, 2, 1, 2, 1, 1, 3, 2, 1, 1, 1, 1, 2};

inline constexpr int vectorization_4_widths[] = {
  1};

inline constexpr std::string_view vectorization_4_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv, "to"sv, "and"sv, "be"sv, "\357\277\275"sv, "or"sv, "no\302\240break"sv, "not"sv,
  "[unk]"sv, "20"sv, "\360\237\247\265\360\237\247\265"sv, "\360\237\247\265"sv,
  "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv, "\342\200\246"sv,
  "\342\200\234quoted\342\200\235"sv, "\342\200\224"sv, "\321\202\320\272\320\260\320\275\321\214,"sv,
  "\320\275\320\270\321\202\321\214;"sv, "\320\270"sv, "\320\242\320\272\320\260\320\275\321\214"sv,
  "\303\244rger,"sv, "\303\234ber"sv, "\303\204rger."sv, "\303\204rger,"sv, "wide\343\200\200space"sv, "weft;"sv,
  "weft"sv, "webstuhl:"sv, "weaver."sv, "weaver"sv, "wasn't"sv, "warp:"sv, "warp"sv, "unk"sv, "two"sv, "three"sv,
  "thread..."sv, "tabs"sv, "stra\303\237e"sv, "strasse"sv, "space"sv, "sat"sv, "sang"sv, "on"sv, "more"sv, "loom,"sv,
  "loom's"sv, "loom"sv, "lines"sv, "it"sv, "is"sv, "fault"sv, "done!"sv, "den"sv, "dash"sv, "cloth"sv, "cat_sat"sv,
  "at"sv, "a"sv, "3.5"sv, "2024"sv, "(again):"sv, "!\077."sv,};

inline constexpr int vectorization_4_ids[] = {
  2, 31, 43, 59, 2, 47, 4, 2, 49, 44, 3, 2, 30, 34, 4, 27, 28, 4, 33, 2, 57, 52, 54, 51, 32, 2, 48, 53, 63, 2, 58, 45,
  2, 38, 23, 55, 29, 25, 22, 24, 40, 41, 21, 20, 18, 19, 14, 12, 13, 8, 8, 26, 16, 15, 17, 56, 39, 4, 50, 4, 46, 42, 36,
  37, 10, 35, 10, 6, 6, 11, 61, 11, 62, 64, 60, 3, 5, 7, 9, 3, 5, 3, 5, 7, 9, 3, 5, 2, 49, 4, 2, 57, 1, 1, 1, 31, 31,
  31, 3, 5, 1, 5, 3, 5, 7, 1, 1, 1, 1, 1, 1, 60, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_4_lengths[] = {
  13, 10, 11, 8, 7, 7, 8, 9, 0, 0, 1, 1, 6, 6, 5, 3, 3, 2, 1, 1, 3, 3, 2, 2, 1, 2, 1, 1, 3, 2, 1, 1, 1, 1, 2};

inline constexpr int vectorization_5_widths[] = {
  1};

inline constexpr std::string_view vectorization_5_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv, "to"sv, "and"sv, "be"sv, "\357\277\275"sv, "weft"sv, "weaver"sv, "or"sv,
  "no\302\240break"sv, "not"sv, "loom"sv, "UNK"sv, "20"sv, "\360\237\247\265\360\237\247\265"sv, "\360\237\247\265"sv,
  "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv, "\342\200\246"sv,
  "\342\200\234quoted\342\200\235"sv, "\342\200\224"sv, "\321\202\320\272\320\260\320\275\321\214"sv,
  "\320\275\320\270\321\202\321\214"sv, "\320\270"sv, "\320\242\320\272\320\260\320\275\321\214"sv, "\303\244rger"sv,
  "\303\234ber"sv, "\303\204rger"sv, "\303\204RGER"sv, "wide\343\200\200space"sv, "wasnt"sv, "warp"sv, "unk"sv,
  "two"sv, "three"sv, "thread"sv, "tabs"sv, "space"sv, "sat"sv, "sang"sv, "on"sv, "more"sv, "looms"sv, "lines"sv,
  "fault"sv, "den"sv, "dash"sv, "catsat"sv, "at"sv, "again"sv, "a"sv, "Webstuhl"sv, "Warp"sv, "The"sv, "THE"sv,
  "Stra\303\237e"sv, "STRASSE"sv, "It"sv, "IS"sv, "DONE"sv, "CLOTH"sv, "35"sv, "2024"sv,};

inline constexpr int vectorization_5_ids[] = {
  53, 8, 38, 48, 2, 12, 4, 2, 12, 39, 3, 2, 8, 52, 4, 7, 7, 4, 31, 54, 60, 58, 59, 57, 30, 2, 42, 44, 49, 2, 47, 40, 2,
  35, 26, 45, 51, 27, 25, 28, 55, 56, 24, 23, 21, 22, 17, 15, 16, 10, 10, 29, 19, 18, 20, 46, 36, 4, 43, 4, 41, 37, 33,
  34, 13, 32, 13, 6, 6, 14, 61, 14, 62, 50, 3, 5, 9, 11, 3, 5, 3, 5, 9, 11, 3, 5, 53, 12, 4, 2, 1, 1, 1, 1, 1, 8, 1, 3,
  5, 1, 5, 3, 5, 9, 27, 25, 1, 1, 1, 1, 50, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_5_lengths[] = {
  13, 10, 11, 8, 7, 7, 8, 9, 0, 0, 0, 1, 6, 6, 5, 3, 3, 2, 1, 1, 3, 3, 2, 2, 1, 2, 1, 1, 3, 2, 1, 1, 1, 1, 2};

inline constexpr int vectorization_6_widths[] = {
  1};

inline constexpr std::string_view vectorization_6_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv, "to"sv, "and"sv, "be"sv, "\357\277\275"sv, "or"sv, "no\302\240break"sv, "not"sv, "20"sv,
  "\360\237\247\265\360\237\247\265"sv, "\360\237\247\265"sv,
  "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv, "\342\200\246"sv,
  "\342\200\234quoted\342\200\235"sv, "\342\200\224"sv, "\321\202\320\272\320\260\320\275\321\214,"sv,
  "\320\275\320\270\321\202\321\214;"sv, "\320\270"sv, "\320\242\320\272\320\260\320\275\321\214"sv,
  "\303\244rger,"sv, "\303\234ber"sv, "\303\204rger,"sv, "\303\204RGER."sv, "wide\343\200\200space"sv, "weft;"sv,
  "weft"sv, "weaver."sv, "weaver"sv, "wasn't"sv, "warp:"sv, "unk"sv, "two"sv, "three"sv, "thread..."sv, "tabs"sv,
  "space"sv, "sat"sv, "sang"sv, "on"sv, "more"sv, "loom,"sv, "loom's"sv, "loom"sv, "lines"sv, "fault"sv, "den"sv,
  "dash"sv, "cat_sat"sv, "at"sv, "a"sv, "Webstuhl:"sv, "Warp"sv, "The"sv, "THE"sv, "Stra\303\237e"sv, "STRASSE"sv,
  "It"sv, "IS"sv, "DONE!"sv, "CLOTH"sv, "3.5"sv, "2024"sv, "(again):"sv, "!\077."sv,};

inline constexpr int vectorization_6_ids[] = {
  54, 29, 38, 50, 2, 42, 4, 2, 44, 39, 3, 2, 28, 53, 4, 26, 27, 4, 31, 55, 61, 59, 60, 58, 30, 2, 43, 46, 64, 2, 49, 40,
  2, 35, 22, 47, 52, 23, 21, 24, 56, 57, 20, 19, 17, 18, 13, 11, 12, 8, 8, 25, 15, 14, 16, 48, 36, 4, 45, 4, 41, 37, 33,
  34, 1, 32, 1, 6, 6, 10, 62, 10, 63, 65, 51, 3, 5, 7, 9, 3, 5, 3, 5, 7, 9, 3, 5, 54, 44, 4, 2, 1, 1, 1, 1, 1, 29, 1, 3,
  5, 1, 5, 3, 5, 7, 1, 1, 1, 1, 1, 1, 51, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_6_lengths[] = {
  13, 10, 11, 8, 7, 7, 8, 9, 0, 0, 1, 1, 6, 6, 5, 3, 3, 2, 1, 1, 3, 3, 2, 2, 1, 2, 1, 1, 3, 2, 1, 1, 1, 1, 2};

inline constexpr int vectorization_7_widths[] = {
  1};

inline constexpr std::string_view vectorization_7_vocabulary[] = {
  ""sv, "[UNK]"sv, " "sv, "e"sv, "t"sv, "a"sv, "o"sv, "r"sv, "n"sv, "s"sv, "h"sv, "d"sv, "w"sv, "b"sv, "l"sv, "u"sv,
  "k"sv, "i"sv, "g"sv, "p"sv, "m"sv, "c"sv, "2"sv, "\360\237\247\265"sv, "\321\214"sv, "\320\275"sv, "f"sv, "0"sv,
  "\357\277\275"sv, "\347\271\224"sv, "\347\211\251"sv, "\321\202"sv, "\320\272"sv, "\320\270"sv, "\320\260"sv,
  "\303\204"sv, "\302\240"sv, "v"sv, "\012"sv, "\343\200\201"sv, "\343\200\200"sv, "\342\200\246"sv, "\342\200\235"sv,
  "\342\200\234"sv, "\342\200\224"sv, "\320\242"sv, "\303\244"sv, "\303\237"sv, "\303\234"sv, "q"sv, "5"sv, "4"sv,
  "3"sv, "\015"sv, "\014"sv, "\013"sv, "\011"sv,};

inline constexpr int vectorization_7_ids[] = {
  4, 10, 3, 2, 12, 3, 5, 37, 3, 7, 2, 9, 5, 4, 2, 5, 4, 2, 4, 10, 3, 2, 14, 6, 6, 20, 2, 5, 8, 11, 2, 4, 10, 3, 2, 14,
  6, 6, 20, 2, 9, 5, 8, 18, 2, 4, 6, 2, 4, 10, 3, 2, 12, 3, 5, 37, 3, 7, 12, 5, 7, 19, 2, 5, 8, 11, 2, 12, 3, 26, 4, 2,
  12, 3, 26, 4, 2, 5, 8, 11, 2, 12, 5, 7, 19, 2, 4, 10, 3, 2, 21, 14, 6, 4, 10, 2, 17, 9, 2, 11, 6, 8, 3, 17, 4, 2, 12,
  5, 9, 8, 4, 2, 4, 10, 3, 2, 14, 6, 6, 20, 9, 2, 26, 5, 15, 14, 4, 2, 5, 18, 5, 17, 8, 2, 4, 10, 3, 2, 21, 5, 4, 9, 5,
  4, 2, 6, 8, 2, 4, 10, 3, 2, 4, 10, 7, 3, 5, 11, 48, 13, 3, 7, 2, 11, 3, 8, 2, 12, 3, 13, 9, 4, 15, 10, 14, 2, 35, 7,
  18, 3, 7, 2, 46, 7, 18, 3, 7, 2, 35, 7, 18, 3, 7, 2, 9, 4, 7, 5, 47, 3, 2, 9, 4, 7, 5, 9, 9, 3, 45, 32, 34, 25, 24, 2,
  33, 2, 31, 32, 34, 25, 24, 2, 25, 33, 31, 24, 2, 29, 30, 39, 29, 30, 2, 23, 23, 2, 23, 8, 6, 36, 13, 7, 3, 5, 16, 2,
  8, 6, 36, 13, 7, 3, 5, 16, 2, 12, 17, 11, 3, 40, 9, 19, 5, 21, 3, 2, 43, 49, 15, 6, 4, 3, 11, 42, 2, 41, 2, 44, 2, 11,
  5, 9, 10, 4, 5, 13, 9, 56, 5, 8, 11, 38, 14, 17, 8, 3, 9, 53, 38, 5, 8, 11, 55, 20, 6, 7, 3, 54, 9, 19, 5, 21, 3, 2,
  2, 4, 12, 6, 2, 2, 2, 4, 10, 7, 3, 3, 15, 8, 16, 2, 15, 8, 16, 2, 15, 8, 16, 2, 28, 2, 28, 2, 22, 27, 2, 52, 50, 2,
  22, 27, 2, 22, 27, 22, 51, 2, 2, 2, 5, 4, 6, 2, 13, 3, 2, 6, 7, 2, 8, 6, 4, 2, 4, 6, 2, 13, 3, 4, 6, 2, 13, 3, 2, 6,
  7, 2, 8, 6, 4, 2, 4, 6, 2, 13, 3, 4, 10, 3, 2, 14, 6, 6, 20, 2, 5, 8, 11, 2, 4, 10, 3, 2, 21, 14, 6, 4, 10, 5, 8, 2,
  15, 8, 16, 8, 6, 12, 8, 2, 12, 6, 7, 11, 12, 3, 5, 37, 3, 7, 2, 12, 3, 5, 37, 3, 7, 2, 12, 3, 5, 37, 3, 7, 4, 6, 2,
  13, 3, 4, 6, 13, 3, 13, 3, 4, 6, 2, 2, 13, 3, 56, 6, 7, 35, 7, 18, 3, 7, 2, 46, 7, 18, 3, 7, 2, 46, 7, 18, 3, 7, 8, 6,
  2, 13, 7, 3, 5, 16, 5, 1, 13, 2, 5, 1, 3, 1, 2, 1, 1, 14, 17, 8, 3, 1, 1, 4, 10, 3, 28, 2, 4, 10, 3, 2, 28, 4, 10, 3,
  28, 14, 6, 6, 20, 2, 28, 28, 28, 28, 28, 28, 28, 28, 28, 2, 28};

inline constexpr int vectorization_7_lengths[] = {
  58, 45, 55, 50, 29, 46, 43, 29, 0, 3, 0, 1, 18, 18, 22, 15, 20, 5, 4, 2, 9, 17, 8, 5, 1, 4, 6, 4, 7, 10, 3, 1, 1, 1,
  4};

inline constexpr int vectorization_8_widths[] = {
  1};

inline constexpr std::string_view vectorization_8_vocabulary[] = {
  ""sv, "[UNK]"sv, " "sv, "e"sv, "t"sv, "a"sv, "o"sv, "r"sv, "n"sv, "s"sv, "h"sv, "d"sv, "b"sv, "w"sv, "."sv, "l"sv,
  "S"sv, "u"sv, "p"sv, "m"sv, "g"sv, "T"sv, "E"sv, "2"sv, ","sv, "\360\237\247\265"sv, "\321\214"sv, "\320\275"sv,
  "k"sv, "i"sv,};

inline constexpr int vectorization_8_ids[] = {
  21, 10, 3, 2, 13, 3, 5, 1, 3, 7, 2, 9, 5, 4, 2, 5, 4, 2, 4, 10, 3, 2, 15, 6, 6, 19, 24, 2, 5, 8, 11, 2, 4, 10, 3, 2,
  15, 6, 6, 19, 2, 9, 5, 8, 20, 2, 4, 6, 2, 4, 10, 3, 2, 13, 3, 5, 1, 3, 7, 14, 1, 5, 7, 18, 2, 5, 8, 11, 2, 13, 3, 1,
  4, 1, 2, 13, 3, 1, 4, 2, 5, 8, 11, 2, 13, 5, 7, 18, 1, 2, 21, 1, 22, 2, 1, 1, 1, 21, 1, 2, 1, 16, 2, 1, 1, 1, 22, 1,
  1, 4, 2, 13, 5, 9, 8, 1, 4, 2, 4, 10, 3, 2, 15, 6, 6, 19, 1, 9, 2, 1, 5, 17, 15, 4, 2, 1, 5, 20, 5, 29, 8, 1, 1, 2, 4,
  10, 3, 2, 1, 5, 4, 1, 9, 5, 4, 2, 6, 8, 2, 4, 10, 3, 2, 4, 10, 7, 3, 5, 11, 14, 14, 14, 1, 12, 3, 7, 2, 11, 3, 8, 2,
  1, 3, 12, 9, 4, 17, 10, 15, 1, 2, 1, 7, 20, 3, 7, 24, 2, 1, 7, 20, 3, 7, 24, 2, 1, 1, 1, 22, 1, 14, 2, 16, 4, 7, 5, 1,
  3, 2, 16, 21, 1, 1, 16, 16, 22, 1, 1, 1, 27, 26, 2, 1, 2, 1, 1, 1, 27, 26, 24, 2, 27, 1, 1, 26, 1, 2, 1, 1, 1, 1, 1,
  2, 25, 25, 2, 25, 8, 6, 1, 12, 7, 3, 5, 28, 2, 8, 6, 1, 12, 7, 3, 5, 28, 2, 13, 29, 11, 3, 1, 9, 18, 5, 1, 3, 2, 1, 1,
  17, 6, 4, 3, 11, 1, 2, 1, 2, 1, 2, 11, 5, 9, 10, 4, 5, 12, 9, 1, 5, 8, 11, 1, 15, 29, 8, 3, 9, 1, 1, 5, 8, 11, 1, 19,
  6, 7, 3, 1, 9, 18, 5, 1, 3, 2, 2, 4, 13, 6, 2, 2, 2, 4, 10, 7, 3, 3, 1, 1, 1, 1, 1, 2, 17, 8, 28, 2, 1, 1, 1, 1, 1, 2,
  1, 2, 1, 2, 23, 1, 2, 1, 14, 1, 2, 23, 1, 2, 23, 1, 23, 1, 2, 2, 2, 1, 1, 14, 5, 4, 6, 2, 12, 3, 2, 6, 7, 2, 8, 6, 4,
  2, 4, 6, 2, 12, 3, 4, 6, 2, 12, 3, 2, 6, 7, 2, 8, 6, 4, 2, 4, 6, 2, 12, 3, 21, 10, 3, 2, 15, 6, 6, 19, 2, 5, 8, 11, 2,
  4, 10, 3, 2, 1, 15, 6, 4, 10, 5, 8, 2, 17, 8, 28, 8, 6, 13, 8, 2, 13, 6, 7, 11, 1, 22, 1, 1, 22, 1, 2, 13, 3, 5, 1, 3,
  7, 2, 1, 3, 5, 1, 3, 7, 4, 6, 2, 12, 3, 14, 4, 6, 14, 12, 3, 14, 12, 3, 4, 6, 2, 2, 12, 3, 1, 6, 7, 1, 7, 20, 3, 7, 2,
  1, 7, 20, 3, 7, 2, 1, 1, 1, 22, 1, 8, 6, 2, 12, 7, 3, 5, 28, 5, 1, 12, 2, 5, 1, 3, 1, 2, 1, 1, 15, 29, 8, 3, 1, 1, 4,
  10, 3, 1, 2, 4, 10, 3, 2, 1, 4, 10, 3, 1, 15, 6, 6, 19, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1};

inline constexpr int vectorization_8_lengths[] = {
  60, 48, 64, 54, 31, 46, 43, 34, 0, 3, 3, 1, 18, 18, 22, 15, 20, 5, 7, 2, 9, 17, 8, 5, 1, 4, 6, 4, 7, 10, 3, 1, 2, 3,
  4};

inline constexpr int vectorization_9_widths[] = {
  1};

inline constexpr std::string_view vectorization_9_vocabulary[] = {
  ""sv, "[UNK]"sv, "to be or not to be"sv,
  "\320\242\320\272\320\260\320\275\321\214 \320\270 \321\202\320\272\320\260\320\275\321\214 \320\275\320\270\321\202\321\214 \347\271\224\347\211\251\343\200\201\347\271\224\347\211\251 \360\237\247\265\360\237\247\265 \360\237\247\265"sv,
  "\303\234ber den webstuhl \303\204rger \303\244rger \303\204rger stra\303\237e strasse"sv,
  "warp and weft weft and warp the cloth is done"sv, "unk unk unk \357\277\275 \357\277\275 20 35 20 2024"sv,
  "the weaver sat at the loom and the loom sang to the weaver"sv,
  "tabs\011and\012lines\015\012and\013more\014space  two   three"sv,
  "no\302\240break no\302\240break wide\343\200\200space \342\200\234quoted\342\200\235 \342\200\246 \342\200\224 dash"sv,
  "it wasnt the looms fault again the catsat on the thread"sv, "a"sv, "   "sv,};

inline constexpr int vectorization_9_ids[] = {
  7, 5, 10, 4, 3, 9, 8, 6, 12, 11, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_9_lengths[] = {
  1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_10_widths[] = {
  1};

inline constexpr std::string_view vectorization_10_vocabulary[] = {
  ""sv, "[UNK]"sv, "to be or not to be"sv,
  "\320\242\320\272\320\260\320\275\321\214 \320\270 \321\202\320\272\320\260\320\275\321\214, \320\275\320\270\321\202\321\214; \347\271\224\347\211\251\343\200\201\347\271\224\347\211\251 \360\237\247\265\360\237\247\265 \360\237\247\265"sv,
  "\303\234ber den Webstuhl: \303\204rger, \303\244rger, \303\204RGER. Stra\303\237e STRASSE"sv,
  "tabs\011and\012lines\015\012and\013more\014space  two   three"sv,
  "no\302\240break no\302\240break wide\343\200\200space \342\200\234quoted\342\200\235 \342\200\246 \342\200\224 dash"sv,
  "a"sv, "[UNK] unk [UNK] \357\277\275 \357\277\275 20 3.5 20 2024"sv,
  "Warp and weft; weft and warp: THE CLOTH IS DONE!"sv,
  "The weaver sat at the loom, and the loom sang to the weaver."sv,
  "It wasn't the loom's fault (again): the cat_sat on the thread..."sv, "!\077."sv, "   "sv,};

inline constexpr int vectorization_10_ids[] = {
  10, 9, 11, 4, 3, 6, 5, 8, 13, 12, 7, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_10_lengths[] = {
  1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_11_widths[] = {
  1, 2};

inline constexpr std::string_view vectorization_11_vocabulary[] = {
  ""sv, "[UNK]"sv, "to be or not to be"sv,
  "\320\242\320\272\320\260\320\275\321\214 \320\270 \321\202\320\272\320\260\320\275\321\214 \320\275\320\270\321\202\321\214 \347\271\224\347\211\251\343\200\201\347\271\224\347\211\251 \360\237\247\265\360\237\247\265 \360\237\247\265"sv,
  "\303\234ber den webstuhl \303\204rger \303\244rger \303\204rger stra\303\237e strasse"sv,
  "warp and weft weft and warp the cloth is done"sv, "unk unk unk \357\277\275 \357\277\275 20 35 20 2024"sv,
  "the weaver sat at the loom and the loom sang to the weaver"sv,
  "tabs\011and\012lines\015\012and\013more\014space  two   three"sv,
  "no\302\240break no\302\240break wide\343\200\200space \342\200\234quoted\342\200\235 \342\200\246 \342\200\224 dash"sv,
  "it wasnt the looms fault again the catsat on the thread"sv, "a"sv, "   "sv,};

inline constexpr int vectorization_11_ids[] = {
  7, 5, 10, 4, 3, 9, 8, 6, 12, 11, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_11_lengths[] = {
  1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_12_widths[] = {
  1, 2};

inline constexpr std::string_view vectorization_12_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv, "to"sv, "and"sv, "to be"sv, "be"sv, "unk"sv, "\357\277\275"sv, "\303\204rger"sv, "weft"sv,
  "weaver"sv, "warp"sv, "unk unk"sv, "the weaver"sv, "the loom"sv, "or not"sv, "or"sv, "no\302\240break"sv,
  "not to"sv, "not"sv, "loom"sv, "be or"sv, "20"sv, "\360\237\247\265\360\237\247\265 \360\237\247\265"sv,
  "\360\237\247\265\360\237\247\265"sv, "\360\237\247\265"sv, "\357\277\275 \357\277\275"sv, "\357\277\275 20"sv,
  "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251 \360\237\247\265\360\237\247\265"sv,
  "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv, "\342\200\246 \342\200\224"sv, "\342\200\246"sv,
  "\342\200\234quoted\342\200\235 \342\200\246"sv, "\342\200\234quoted\342\200\235"sv, "\342\200\224 dash"sv,
  "\342\200\224"sv, "\321\202\320\272\320\260\320\275\321\214 \320\275\320\270\321\202\321\214"sv,
  "\321\202\320\272\320\260\320\275\321\214"sv,
  "\320\275\320\270\321\202\321\214 \347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv,
  "\320\275\320\270\321\202\321\214"sv, "\320\270 \321\202\320\272\320\260\320\275\321\214"sv, "\320\270"sv,
  "\320\242\320\272\320\260\320\275\321\214 \320\270"sv, "\320\242\320\272\320\260\320\275\321\214"sv,
  "\303\244rger \303\204rger"sv, "\303\244rger"sv, "\303\234ber den"sv, "\303\234ber"sv,
  "\303\204rger \303\244rger"sv, "\303\204rger stra\303\237e"sv,
  "wide\343\200\200space \342\200\234quoted\342\200\235"sv, "wide\343\200\200space"sv, "weft weft"sv, "weft and"sv,
  "webstuhl \303\204rger"sv, "webstuhl"sv, "weaver sat"sv, "wasnt the"sv, "wasnt"sv, "warp the"sv, "warp and"sv,
  "unk \357\277\275"sv, "two three"sv, "two"sv, "to the"sv, "three"sv, "thread"sv, "the thread"sv, "the looms"sv,
  "the cloth"sv, "the catsat"sv, "tabs and"sv, "tabs"sv, "stra\303\237e strasse"sv, "stra\303\237e"sv, "strasse"sv,
  "space two"sv, "space"sv, "sat at"sv, "sat"sv, "sang to"sv, "sang"sv, "on the"sv, "on"sv,
  "no\302\240break wide\343\200\200space"sv, "no\302\240break no\302\240break"sv, "more space"sv, "more"sv,
  "looms fault"sv, "looms"sv, "loom sang"sv, "loom and"sv, "lines and"sv, "lines"sv, "it wasnt"sv, "it"sv,
  "is done"sv, "is"sv, "fault again"sv, "fault"sv, "done"sv, "den webstuhl"sv, "den"sv, "dash"sv, "cloth is"sv,
  "cloth"sv, "catsat on"sv, "catsat"sv, "at the"sv, "at"sv, "and weft"sv, "and warp"sv, "and the"sv, "and more"sv,
  "and lines"sv, "again the"sv, "again"sv, "a"sv, "35 20"sv, "35"sv, "2024"sv, "20 35"sv, "20 2024"sv,};

inline constexpr int vectorization_12_ids[] = {
  2, 11, 80, 110, 2, 21, 4, 2, 21, 82, 3, 2, 11, 14, 57, 79, 109, 15, 92, 113, 15, 91, 81, 65, 14, 12, 4, 10, 10, 4, 12,
  2, 106, 98, 101, 61, 111, 53, 54, 112, 60, 70, 105, 97, 96, 59, 2, 90, 100, 117, 2, 108, 84, 2, 67, 95, 58, 69, 89,
  99, 116, 71, 107, 83, 68, 48, 103, 56, 9, 46, 9, 75, 76, 47, 102, 55, 49, 45, 50, 74, 44, 42, 38, 40, 30, 25, 26, 43,
  41, 37, 39, 29, 24, 18, 18, 52, 34, 32, 36, 104, 86, 85, 51, 33, 31, 35, 73, 4, 94, 4, 88, 78, 64, 66, 72, 115, 93,
  114, 87, 77, 63, 7, 7, 7, 8, 8, 23, 120, 23, 121, 13, 13, 62, 27, 28, 122, 119, 123, 118, 3, 6, 17, 20, 3, 6, 5, 22,
  16, 19, 5, 3, 6, 17, 20, 3, 6, 5, 22, 16, 19, 5, 2, 21, 4, 2, 106, 15, 92, 113, 70, 1, 1, 1, 1, 1, 11, 11, 11, 1, 1,
  3, 6, 5, 1, 6, 3, 6, 17, 5, 22, 9, 46, 46, 49, 1, 1, 1, 1, 1, 118, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1,
  1, 1, 1, 1, 1};

inline constexpr int vectorization_12_lengths[] = {
  25, 19, 21, 15, 13, 13, 15, 17, 0, 0, 0, 1, 11, 11, 9, 5, 5, 3, 1, 1, 5, 5, 3, 3, 1, 3, 1, 1, 5, 3, 1, 1, 1, 1, 3};

inline constexpr int vectorization_13_widths[] = {
  2};

inline constexpr std::string_view vectorization_13_vocabulary[] = {
  ""sv, "[UNK]"sv, "to be"sv, "unk unk"sv, "the weaver"sv, "the loom"sv, "or not"sv, "not to"sv, "be or"sv,
  "\360\237\247\265\360\237\247\265 \360\237\247\265"sv, "\357\277\275 \357\277\275"sv, "\357\277\275 20"sv,
  "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251 \360\237\247\265\360\237\247\265"sv,
  "\342\200\246 \342\200\224"sv, "\342\200\234quoted\342\200\235 \342\200\246"sv, "\342\200\224 dash"sv,
  "\321\202\320\272\320\260\320\275\321\214 \320\275\320\270\321\202\321\214"sv,
  "\320\275\320\270\321\202\321\214 \347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv,
  "\320\270 \321\202\320\272\320\260\320\275\321\214"sv, "\320\242\320\272\320\260\320\275\321\214 \320\270"sv,
  "\303\244rger \303\204rger"sv, "\303\234ber den"sv, "\303\204rger \303\244rger"sv, "\303\204rger stra\303\237e"sv,
  "wide\343\200\200space \342\200\234quoted\342\200\235"sv, "weft weft"sv, "weft and"sv, "webstuhl \303\204rger"sv,
  "weaver sat"sv, "wasnt the"sv, "warp the"sv, "warp and"sv, "unk \357\277\275"sv, "two three"sv, "to the"sv,
  "the thread"sv, "the looms"sv, "the cloth"sv, "the catsat"sv, "tabs and"sv, "stra\303\237e strasse"sv,
  "space two"sv, "sat at"sv, "sang to"sv, "on the"sv, "no\302\240break wide\343\200\200space"sv,
  "no\302\240break no\302\240break"sv, "more space"sv, "looms fault"sv, "loom sang"sv, "loom and"sv, "lines and"sv,
  "it wasnt"sv, "is done"sv, "fault again"sv, "den webstuhl"sv, "cloth is"sv, "catsat on"sv, "at the"sv, "and weft"sv,
  "and warp"sv, "and the"sv, "and more"sv, "and lines"sv, "again the"sv, "35 20"sv, "20 35"sv, "20 2024"sv,};

inline constexpr int vectorization_13_ids[] = {
  4, 28, 42, 58, 5, 50, 61, 5, 49, 43, 34, 4, 31, 59, 25, 26, 60, 30, 37, 56, 53, 52, 29, 36, 48, 54, 64, 38, 57, 44,
  35, 21, 55, 27, 22, 20, 23, 40, 19, 18, 16, 17, 12, 9, 46, 45, 24, 14, 13, 15, 39, 63, 51, 62, 47, 41, 33, 3, 3, 32,
  10, 11, 66, 65, 67, 2, 8, 6, 7, 2, 2, 8, 6, 7, 2, 5, 50, 61, 37, 1, 1, 1, 1, 2, 2, 8, 22, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_13_lengths[] = {
  12, 9, 10, 7, 6, 6, 7, 8, 0, 0, 0, 0, 5, 5, 4, 2, 2, 1, 0, 0, 2, 2, 1, 1, 0, 1, 0, 0, 2, 1, 0, 0, 0, 0, 1};

inline constexpr int vectorization_14_widths[] = {
  3, 1};

inline constexpr std::string_view vectorization_14_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv, "to"sv, "and"sv, "be"sv, "unk"sv, "\357\277\275"sv, "\303\204rger"sv, "weft"sv,
  "weaver"sv, "warp"sv, "to be or"sv, "or not to"sv, "or"sv, "no\302\240break"sv, "not to be"sv, "not"sv, "loom"sv,
  "be or not"sv, "20"sv, "\360\237\247\265\360\237\247\265"sv, "\360\237\247\265"sv, "\357\277\275 \357\277\275 20"sv,
  "\357\277\275 20 35"sv,
  "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251 \360\237\247\265\360\237\247\265 \360\237\247\265"sv,
  "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv, "\342\200\246 \342\200\224 dash"sv,
  "\342\200\246"sv, "\342\200\234quoted\342\200\235 \342\200\246 \342\200\224"sv, "\342\200\234quoted\342\200\235"sv,
  "\342\200\224"sv,
  "\321\202\320\272\320\260\320\275\321\214 \320\275\320\270\321\202\321\214 \347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv,
  "\321\202\320\272\320\260\320\275\321\214"sv,
  "\320\275\320\270\321\202\321\214 \347\271\224\347\211\251\343\200\201\347\271\224\347\211\251 \360\237\247\265\360\237\247\265"sv,
  "\320\275\320\270\321\202\321\214"sv,
  "\320\270 \321\202\320\272\320\260\320\275\321\214 \320\275\320\270\321\202\321\214"sv, "\320\270"sv,
  "\320\242\320\272\320\260\320\275\321\214 \320\270 \321\202\320\272\320\260\320\275\321\214"sv,
  "\320\242\320\272\320\260\320\275\321\214"sv, "\303\244rger \303\204rger stra\303\237e"sv, "\303\244rger"sv,
  "\303\234ber den webstuhl"sv, "\303\234ber"sv, "\303\204rger \303\244rger \303\204rger"sv,
  "\303\204rger stra\303\237e strasse"sv, "wide\343\200\200space \342\200\234quoted\342\200\235 \342\200\246"sv,
  "wide\343\200\200space"sv, "weft weft and"sv, "weft and warp"sv,};

inline constexpr int vectorization_14_ids[] = {
  1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 10, 1, 1, 2, 18, 4, 2, 18, 1, 3, 2, 10, 1, 1, 48, 49, 1, 1, 1, 1, 11, 4, 9, 9, 4,
  11, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 2, 1, 42, 1, 1, 44, 40, 45, 43, 1, 1, 8, 41, 8,
  1, 1, 38, 36, 32, 34, 25, 39, 37, 33, 35, 26, 21, 22, 1, 1, 46, 29, 27, 15, 15, 47, 30, 28, 31, 1, 1, 1, 1, 1, 1, 1,
  1, 4, 1, 4, 1, 1, 1, 1, 1, 1, 1, 23, 24, 1, 1, 6, 6, 6, 7, 7, 20, 1, 20, 1, 1, 12, 19, 13, 16, 3, 5, 14, 17, 3, 5, 12,
  19, 13, 16, 3, 5, 14, 17, 3, 5, 1, 1, 1, 2, 18, 4, 2, 1, 1, 1, 1, 1, 1, 10, 10, 10, 3, 5, 1, 5, 12, 3, 5, 14, 1, 8,
  41, 41, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_14_lengths[] = {
  24, 18, 20, 14, 12, 12, 14, 16, 0, 0, 0, 1, 10, 10, 8, 4, 4, 2, 1, 1, 4, 4, 2, 2, 1, 2, 1, 1, 4, 2, 1, 1, 1, 1, 2};

inline constexpr int vectorization_15_widths[] = {
  1, 2, 3};

inline constexpr std::string_view vectorization_15_vocabulary[] = {
  ""sv, "[UNK]"sv, " "sv, "e"sv, "t"sv, "a"sv, "o"sv, "r"sv, "n"sv, "s"sv, "h"sv, "e  "sv, "  t"sv, "t h"sv, "d"sv,
  "w"sv, "t  "sv, "b"sv, "  t h"sv, "t h e"sv, "h e  "sv, "h e"sv, "  w"sv, "r  "sv, "l"sv, "u"sv, "o  "sv, "e r"sv,
  "a n"sv, "w e"sv, "t o  "sv, "t o"sv, "r e"sv, "n d"sv, "k  "sv, "k"sv, "i"sv, "g"sv, "e r  "sv, "e a"sv, "b e"sv,
  "a n d"sv, "  w e"sv, "  a"sv, "   "sv, "t   t"sv, "p"sv, "o t"sv, "o   b"sv, "n o"sv, "m"sv, "l o"sv, "c"sv,
  "a t"sv, "2"sv, "  s"sv, "  b e"sv, "  b"sv, "\360\237\247\265"sv, "\321\214  "sv, "\321\214"sv, "\320\275"sv,
  "w a"sv, "u n k"sv, "u n"sv, "t   a"sv, "s t"sv, "s a"sv, "r g e"sv, "r g"sv, "r e a"sv, "o r"sv, "o o m"sv,
  "o o"sv, "o m"sv, "n k  "sv, "n k"sv, "n d  "sv, "n  "sv, "l o o"sv, "g e r"sv, "g e"sv, "f"sv, "e   l"sv, "d  "sv,
  "a t  "sv, "a s"sv, "2 0"sv, "0"sv, "  t o"sv, "  o"sv, "  n o"sv, "  n"sv, "  l o"sv, "  l"sv, "  d"sv, "  a n"sv,
  "  2 0"sv, "  2"sv, "\357\277\275  "sv, "\357\277\275"sv, "\347\271\224 \347\211\251"sv, "\347\271\224"sv,
  "\347\211\251"sv, "\321\202"sv, "\320\275 \321\214  "sv, "\320\275 \321\214"sv, "\320\272 \320\260 \320\275"sv,
  "\320\272 \320\260"sv, "\320\272"sv, "\320\270"sv, "\320\260 \320\275 \321\214"sv, "\320\260 \320\275"sv,
  "\320\260"sv, "\303\204 r g"sv, "\303\204 r"sv, "\303\204"sv, "\302\240 b r"sv, "\302\240 b"sv, "\302\240"sv,
  "w e f"sv, "w e a"sv, "w a r"sv, "v e r"sv, "v e"sv, "v"sv, "t r a"sv, "t r"sv, "t h r"sv, "t   w"sv, "s t r"sv,
  "s p a"sv, "s p"sv, "s a t"sv, "s  "sv, "r p  "sv, "r p"sv, "r a"sv, "r   s"sv, "r   n"sv, "p a c"sv, "p a"sv,
  "p  "sv, "o \302\240 b"sv, "o \302\240"sv, "o t  "sv, "o r  "sv, "o n"sv, "o m  "sv, "n o \302\240"sv, "n o t"sv,
  "n e"sv, "n   t"sv, "m  "sv, "k   u"sv, "i n"sv, "h r e"sv, "h r"sv, "f t  "sv, "f t"sv, "e f t"sv, "e f"sv,
  "e a v"sv, "e a k"sv, "e   w"sv, "e   o"sv, "e   c"sv, "d e"sv, "d   w"sv, "c e  "sv, "c e"sv, "b s"sv, "b r e"sv,
  "b r"sv, "b e  "sv, "a v e"sv, "a v"sv, "a r p"sv, "a r"sv, "a k  "sv, "a k"sv, "a c e"sv, "a c"sv, "2 0  "sv,
  "0  "sv, "  \360\237\247\265"sv, "  \357\277\275  "sv, "  \357\277\275"sv, "  \303\204 r"sv, "  \303\204"sv,
  "  w a"sv, "  u n"sv, "  u"sv, "  s t"sv, "  s a"sv, "  o r"sv, "  c"sv, "    t"sv, "     "sv, "\012"sv,
  "\360\237\247\265 \360\237\247\265  "sv, "\360\237\247\265 \360\237\247\265"sv,
  "\360\237\247\265   \360\237\247\265"sv, "\360\237\247\265  "sv, "\357\277\275   \357\277\275"sv,
  "\357\277\275   2"sv, "\347\271\224 \347\211\251 \343\200\201"sv, "\347\271\224 \347\211\251  "sv,
  "\347\211\251 \343\200\201 \347\271\224"sv, "\347\211\251 \343\200\201"sv, "\347\211\251   \360\237\247\265"sv,
  "\347\211\251  "sv, "\343\200\201 \347\271\224 \347\211\251"sv, "\343\200\201 \347\271\224"sv, "\343\200\201"sv,
  "\343\200\200 s p"sv, "\343\200\200 s"sv, "\343\200\200"sv, "\342\200\246   \342\200\224"sv, "\342\200\246  "sv,
  "\342\200\246"sv, "\342\200\235   \342\200\246"sv, "\342\200\235  "sv, "\342\200\235"sv, "\342\200\234 q u"sv,
  "\342\200\234 q"sv, "\342\200\234"sv, "\342\200\224   d"sv, "\342\200\224  "sv, "\342\200\224"sv,
  "\321\214   \347\271\224"sv, "\321\214   \320\275"sv, "\321\214   \320\270"sv, "\321\202 \321\214  "sv,
  "\321\202 \321\214"sv, "\321\202 \320\272 \320\260"sv, "\321\202 \320\272"sv, "\320\275 \320\270 \321\202"sv,
  "\320\275 \320\270"sv, "\320\270 \321\202 \321\214"sv, "\320\270 \321\202"sv, "\320\270   \321\202"sv,
  "\320\270  "sv, "\320\242 \320\272 \320\260"sv, "\320\242 \320\272"sv, "\320\242"sv, "\303\244 r g"sv,
  "\303\244 r"sv, "\303\244"sv, "\303\237 e  "sv, "\303\237 e"sv, "\303\237"sv, "\303\234 b e"sv, "\303\234 b"sv,
  "\303\234"sv, "w o  "sv, "w o"sv, "w i d"sv, "w i"sv, "w e b"sv, "w a s"sv, "u o t"sv, "u o"sv, "u l t"sv, "u l"sv,
  "u h l"sv, "u h"sv, "t w o"sv, "t w"sv, "t u h"sv, "t u"sv, "t s a"sv, "t s"sv, "t h  "sv, "t e d"sv, "t e"sv,
  "t a b"sv, "t a"sv, "t   o"sv, "s t u"sv, "s s e"sv, "s s"sv, "s n t"sv, "s n"sv, "s h"sv, "s e"sv, "s a n"sv,
  "s   f"sv, "s   d"sv, "s \015 \012"sv, "s \015"sv, "s \011 a"sv, "s \011"sv, "r e e"sv, "r e \014"sv,
  "r a \303\237"sv, "r a s"sv, "r   \303\244"sv, "r   \303\204"sv, "r   d"sv, "q u o"sv, "q u"sv, "q"sv, "p   t"sv,
  "p   a"sv, "o t h"sv, "o t e"sv, "o r e"sv, "o n e"sv, "o n  "sv, "o m s"sv, "o   t"sv, "o    "sv, "n t  "sv,
  "n t"sv, "n g  "sv, "n g"sv, "n e s"sv, "n d \013"sv, "n d \012"sv, "n   w"sv, "m s  "sv, "m s"sv, "m o r"sv,
  "m o"sv, "m   s"sv, "m   a"sv, "l t  "sv, "l t"sv, "l o t"sv, "l i n"sv, "l i"sv, "l   \303\204"sv, "l  "sv,
  "k   \357\277\275"sv, "k   w"sv, "k   n"sv, "i t  "sv, "i t"sv, "i s  "sv, "i s"sv, "i n e"sv, "i n  "sv, "i d e"sv,
  "i d"sv, "h l  "sv, "h l"sv, "h   i"sv, "h  "sv, "g a i"sv, "g a"sv, "g   t"sv, "g  "sv, "f a u"sv, "f a"sv,
  "e \343\200\200 s"sv, "e \343\200\200"sv, "e s \015"sv, "e s"sv, "e n  "sv, "e n"sv, "e e"sv, "e d \342\200\235"sv,
  "e d"sv, "e b s"sv, "e b"sv, "e a d"sv, "e   \342\200\234"sv, "e   t"sv, "e   s"sv, "e    "sv, "e \014 s"sv,
  "e \014"sv, "d \342\200\235  "sv, "d \342\200\235"sv, "d o n"sv, "d o"sv, "d e \343\200\200"sv, "d e n"sv,
  "d a s"sv, "d a"sv, "d   t"sv, "d \013 m"sv, "d \013"sv, "d \012 l"sv, "d \012"sv, "c l o"sv, "c l"sv, "c a t"sv,
  "c a"sv, "b s t"sv, "b s \011"sv, "b e r"sv, "a \303\237 e"sv, "a \303\237"sv, "a u l"sv, "a u"sv, "a t s"sv,
  "a s s"sv, "a s n"sv, "a s h"sv, "a n g"sv, "a i n"sv, "a i"sv, "a g a"sv, "a g"sv, "a d"sv, "a b s"sv, "a b"sv,
  "5   2"sv, "5  "sv, "5"sv, "4"sv, "3 5  "sv, "3 5"sv, "3"sv, "2 4"sv, "2 0 2"sv, "0 2 4"sv, "0 2"sv, "0   3"sv,
  "0   2"sv, "  \360\237\247\265 \360\237\247\265"sv, "  \347\271\224 \347\211\251"sv, "  \347\271\224"sv,
  "  \342\200\246  "sv, "  \342\200\246"sv, "  \342\200\234 q"sv, "  \342\200\234"sv, "  \342\200\224  "sv,
  "  \342\200\224"sv, "  \321\202 \320\272"sv, "  \321\202"sv, "  \320\275 \320\270"sv, "  \320\275"sv,
  "  \320\270  "sv, "  \320\270"sv, "  \303\244 r"sv, "  \303\244"sv, "  w i"sv, "  t w"sv, "  o n"sv, "  i s"sv,
  "  i"sv, "  f a"sv, "  f"sv, "  d o"sv, "  d e"sv, "  d a"sv, "  c l"sv, "  c a"sv, "  a t"sv, "  a g"sv, "  3 5"sv,
  "  3"sv, "\015 \012 a"sv, "\015 \012"sv, "\015"sv, "\014 s p"sv, "\014 s"sv, "\014"sv, "\013 m o"sv, "\013 m"sv,
  "\013"sv, "\012 l i"sv, "\012 l"sv, "\012 a n"sv, "\012 a"sv, "\011 a n"sv, "\011 a"sv, "\011"sv,};

inline constexpr int vectorization_15_ids[] = {
  4, 10, 3, 2, 15, 3, 5, 15, 5, 7, 46, 2, 5, 8, 36, 4, 2, 15, 5, 9, 8, 254, 17, 3, 7, 2, 14, 3, 245, 109, 113, 61, 60,
  2, 110, 8, 6, 119, 17, 7, 3, 5, 4, 5, 17, 9, 470, 5, 8, 25, 8, 35, 2, 25, 8, 35, 2, 2, 2, 44, 44, 198, 5, 4, 6, 2, 17,
  3, 2, 6, 4, 6, 2, 17, 3, 2, 6, 4, 10, 3, 2, 24, 6, 6, 5, 8, 2, 25, 8, 35, 8, 15, 3, 5, 125, 3, 7, 2, 4, 6, 2, 17, 3,
  31, 26, 4, 6, 17, 3, 31, 1, 40, 17, 3, 40, 4, 6, 2, 2, 17, 3, 470, 116, 7, 37, 3, 7, 2, 248, 8, 6, 2, 17, 7, 3, 5, 5,
  1, 17, 2, 5, 1, 1, 1, 3, 1, 2, 1, 1, 1, 1, 1, 24, 36, 8, 3, 1, 1, 1, 4, 10, 3, 1, 13, 21, 100, 2, 4, 10, 3, 2, 100, 4,
  10, 3, 100, 24, 6, 6, 100, 100, 100, 1, 1, 1, 100, 100, 100, 100, 100, 2, 100, 1, 99, 187};

inline constexpr int vectorization_15_lengths[] = {
  7, 7, 7, 7, 7, 7, 7, 7, 0, 6, 0, 1, 7, 7, 7, 7, 7, 7, 7, 3, 7, 7, 7, 7, 1, 7, 7, 7, 7, 7, 6, 1, 1, 1, 7};

inline constexpr int vectorization_16_widths[] = {
  1};

inline constexpr std::string_view vectorization_16_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv, "to"sv, "and"sv, "be"sv, "unk"sv, "\357\277\275"sv, "\303\204rger"sv, "weft"sv,
  "weaver"sv, "warp"sv, "or"sv, "no\302\240break"sv, "not"sv, "loom"sv, "20"sv, "\360\237\247\265\360\237\247\265"sv,
  "\360\237\247\265"sv, "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv, "\342\200\246"sv,
  "\342\200\234quoted\342\200\235"sv, "\342\200\224"sv, "\321\202\320\272\320\260\320\275\321\214"sv,
  "\320\275\320\270\321\202\321\214"sv, "\320\270"sv, "\320\242\320\272\320\260\320\275\321\214"sv, "\303\244rger"sv,
  "\303\234ber"sv, "wide\343\200\200space"sv, "webstuhl"sv, "wasnt"sv, "two"sv, "three"sv, "thread"sv, "tabs"sv,
  "stra\303\237e"sv, "strasse"sv, "space"sv, "sat"sv, "sang"sv, "on"sv, "more"sv, "looms"sv, "lines"sv, "it"sv,
  "is"sv, "fault"sv, "done"sv, "den"sv, "dash"sv, "cloth"sv, "catsat"sv, "at"sv, "again"sv, "a"sv, "35"sv, "2024"sv,};

inline constexpr int vectorization_16_ids[] = {
  2, 10, 39, 11, 4, 9, 45, 31, 2, 28, 49, 30, 26, 25, 23, 13, 13, 29, 35, 4, 44, 6, 6, 6, 55, 3, 5, 12, 3, 5, 12, 2, 15,
  4, 1, 1, 1, 10, 10, 10, 3, 5, 1, 5, 3, 5, 12, 8, 27, 27, 1, 1, 1, 55, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_16_lengths[] = {
  3, 3, 3, 3, 3, 3, 3, 3, 0, 0, 0, 1, 3, 3, 3, 3, 3, 2, 1, 1, 3, 3, 2, 2, 1, 2, 1, 1, 3, 2, 1, 1, 1, 1, 2};

inline constexpr int vectorization_17_widths[] = {
  1};

inline constexpr std::string_view vectorization_17_vocabulary[] = {
  ""sv, "[UNK]"sv, "the"sv, "to"sv, "and"sv, "be"sv, "unk"sv, "\357\277\275"sv, "\303\204rger"sv, "weft"sv,
  "weaver"sv, "warp"sv, "or"sv, "no\302\240break"sv, "not"sv, "loom"sv, "20"sv, "\360\237\247\265\360\237\247\265"sv,
  "\360\237\247\265"sv, "\347\271\224\347\211\251\343\200\201\347\271\224\347\211\251"sv, "\342\200\246"sv,
  "\342\200\234quoted\342\200\235"sv, "\342\200\224"sv, "\321\202\320\272\320\260\320\275\321\214"sv,
  "\320\275\320\270\321\202\321\214"sv, "\320\270"sv, "\320\242\320\272\320\260\320\275\321\214"sv, "\303\244rger"sv,
  "\303\234ber"sv, "wide\343\200\200space"sv, "webstuhl"sv, "wasnt"sv, "two"sv, "three"sv, "thread"sv, "tabs"sv,
  "stra\303\237e"sv, "strasse"sv, "space"sv, "sat"sv, "sang"sv, "on"sv, "more"sv, "looms"sv, "lines"sv, "it"sv,
  "is"sv, "fault"sv, "done"sv, "den"sv, "dash"sv, "cloth"sv, "catsat"sv, "at"sv, "again"sv, "a"sv, "35"sv, "2024"sv,};

inline constexpr int vectorization_17_ids[] = {
  2, 10, 39, 53, 2, 15, 4, 2, 15, 40, 3, 2, 10, 11, 4, 9, 9, 4, 11, 2, 51, 46, 48, 45, 31, 2, 43, 47, 54, 2, 52, 41, 2,
  34, 28, 49, 30, 8, 27, 8, 36, 37, 26, 25, 23, 24, 19, 17, 18, 13, 13, 29, 21, 20, 22, 50, 35, 4, 44, 4, 42, 38, 32,
  33, 6, 6, 6, 7, 7, 16, 56, 16, 57, 55, 3, 5, 12, 14, 3, 5, 3, 5, 12, 14, 3, 5, 2, 15, 4, 2, 51, 1, 1, 1, 10, 10, 10,
  3, 5, 1, 5, 3, 5, 12, 8, 27, 27, 1, 1, 1, 55, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1};

inline constexpr int vectorization_17_lengths[] = {
  13, 10, 11, 8, 7, 7, 8, 9, 0, 0, 0, 1, 6, 6, 5, 3, 3, 2, 1, 1, 3, 3, 2, 2, 1, 2, 1, 1, 3, 2, 1, 1, 1, 1, 2};

inline constexpr Vectorization vectorizations[] = {
    {0, Standardize::lower_and_strip_punctuation, Split::whitespace, vectorization_0_widths, 0,
    vectorization_0_vocabulary, vectorization_0_ids, vectorization_0_lengths},
    {12, Standardize::lower_and_strip_punctuation, Split::whitespace, vectorization_1_widths, 0,
    vectorization_1_vocabulary, vectorization_1_ids, vectorization_1_lengths},
    {3, Standardize::lower_and_strip_punctuation, Split::whitespace, vectorization_2_widths, 0,
    vectorization_2_vocabulary, vectorization_2_ids, vectorization_2_lengths},
    {1000, Standardize::lower_and_strip_punctuation, Split::whitespace, vectorization_3_widths, 0,
    vectorization_3_vocabulary, vectorization_3_ids, vectorization_3_lengths},
    {0, Standardize::lower, Split::whitespace, vectorization_4_widths, 0, vectorization_4_vocabulary,
    vectorization_4_ids, vectorization_4_lengths},
    {0, Standardize::strip_punctuation, Split::whitespace, vectorization_5_widths, 0, vectorization_5_vocabulary,
    vectorization_5_ids, vectorization_5_lengths},
    {0, Standardize::none, Split::whitespace, vectorization_6_widths, 0, vectorization_6_vocabulary,
    vectorization_6_ids, vectorization_6_lengths},
    {0, Standardize::lower_and_strip_punctuation, Split::character, vectorization_7_widths, 0,
    vectorization_7_vocabulary, vectorization_7_ids, vectorization_7_lengths},
    {30, Standardize::none, Split::character, vectorization_8_widths, 0, vectorization_8_vocabulary,
    vectorization_8_ids, vectorization_8_lengths},
    {0, Standardize::lower_and_strip_punctuation, Split::none, vectorization_9_widths, 0, vectorization_9_vocabulary,
    vectorization_9_ids, vectorization_9_lengths},
    {0, Standardize::none, Split::none, vectorization_10_widths, 0, vectorization_10_vocabulary, vectorization_10_ids,
    vectorization_10_lengths},
    {0, Standardize::lower_and_strip_punctuation, Split::none, vectorization_11_widths, 0, vectorization_11_vocabulary,
    vectorization_11_ids, vectorization_11_lengths},
    {0, Standardize::lower_and_strip_punctuation, Split::whitespace, vectorization_12_widths, 0,
    vectorization_12_vocabulary, vectorization_12_ids, vectorization_12_lengths},
    {0, Standardize::lower_and_strip_punctuation, Split::whitespace, vectorization_13_widths, 0,
    vectorization_13_vocabulary, vectorization_13_ids, vectorization_13_lengths},
    {50, Standardize::lower_and_strip_punctuation, Split::whitespace, vectorization_14_widths, 0,
    vectorization_14_vocabulary, vectorization_14_ids, vectorization_14_lengths},
    {0, Standardize::lower_and_strip_punctuation, Split::character, vectorization_15_widths, 7,
    vectorization_15_vocabulary, vectorization_15_ids, vectorization_15_lengths},
    {0, Standardize::lower_and_strip_punctuation, Split::whitespace, vectorization_16_widths, 3,
    vectorization_16_vocabulary, vectorization_16_ids, vectorization_16_lengths},
    {0, Standardize::lower_and_strip_punctuation, Split::whitespace, vectorization_17_widths, 100,
    vectorization_17_vocabulary, vectorization_17_ids, vectorization_17_lengths},
};

}  // namespace weft::golden
