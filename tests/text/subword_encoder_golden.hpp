// SPDX-License-Identifier: MIT
// Printed by tests/golden/subword_encoder.py; not to be edited.
#pragma once

#include <string_view>
#include <vector>

namespace golden {

using namespace std::string_view_literals;

struct Encoded {
  std::string_view text;
  std::vector<int> ids;
  std::string_view decoded;
};

struct Built {
  int target_size;
  int max_subword_length;
  std::string_view subwords;  // one a line
};

struct BuiltWithReserved {
  std::string_view corpus;
  int target_size;
  int max_subword_length;
  int max_corpus_chars;               // 0: all
  std::string_view subwords;          // one a line, each once
  std::vector<std::vector<int>> ids;  // of reserved_texts
};

inline constexpr std::string_view subwords =
    "the_\nthe\nth\ne_\n. \n \n, \nweav\nweaver\ner_\ning_\ns_\nloom\nloom_\n\303\251\nn\303\251_\n\134&undsc\n"
    "...\n'\n''\n<knot>\nx-y\na\nab\nabcd\nbc\n2\n20\n2024_\n\321\202\320\272\320\260\320\275\321\214\n"
    "\347\271\224\n\360\237\247\265\n\314\201\n\134&\nlongest_\n - \n!_\nloom\134&undsc\n";

inline const std::vector<Encoded> encoded = {
    {""sv, {}, ""sv},
    {" "sv, {6}, " "sv},
    {"  "sv, {6, 6}, "  "sv},
    {"   "sv, {6, 6, 6}, "   "sv},
    {"\011"sv, {48}, "\011"sv},
    {"\015\012"sv, {52, 49}, "\015\012"sv},
    {"the"sv, {2}, "the"sv},
    {"the "sv, {1}, "the "sv},
    {" the"sv, {6, 2}, " the"sv},
    {"the  loom"sv, {2, 6, 6, 13}, "the  loom"sv},
    {"the   loom"sv, {2, 6, 6, 6, 13}, "the   loom"sv},
    {"the loom. the weaver"sv, {1, 13, 5, 1, 9}, "the loom. the weaver"sv},
    {"weavers weaving the loom"sv, {9, 12, 8, 11, 1, 13}, "weavers weaving the loom"sv},
    {"loom..."sv, {13, 18}, "loom..."sv},
    {"loom ... the"sv, {13, 6, 18, 6, 2}, "loom ... the"sv},
    {"'tis the weaver''s"sv, {19, 155, 144, 12, 1, 9, 20, 154}, "'tis the weaver''s"sv},
    {"_"sv, {134}, "_"sv},
    {"__"sv, {134, 134}, "__"sv},
    {" _ "sv, {6, 134, 71}, " _ "sv},
    {"the_loom"sv, {2, 134, 13}, "the_loom"sv},
    {"_the_ "sv, {134, 2, 134, 71}, "_the_ "sv},
    {"a_"sv, {23, 134}, "a_"sv},
    {"a _"sv, {23, 71, 134}, "a _"sv},
    {"\134"sv, {131}, "\134"sv},
    {"\134\134"sv, {131, 131}, "\134\134"sv},
    {"\134_"sv, {131, 134}, "\134_"sv},
    {"\134& "sv, {34, 6}, "\134& "sv},
    {"\134&undsc"sv, {34, 156, 149, 139, 154, 138}, "\134&undsc"sv},
    {"\134&undscthe"sv, {34, 156, 149, 139, 154, 138, 2}, "\134&undscthe"sv},
    {"the\134&undsc the"sv, {2, 34, 156, 149, 139, 154, 138, 71, 6, 2}, "the\134&undsc  the"sv},
    {"\134&undsc_"sv, {34, 156, 149, 139, 154, 138, 134}, "\134&undsc_"sv},
    {"\134&undsc \134&undsc"sv,
     {34, 156, 149, 139, 154, 138, 71, 6, 34, 156, 149, 139, 154, 138},
     "\134&undsc  \134&undsc"sv},
    {"undsc"sv, {156, 149, 139, 154, 138}, "undsc"sv},
    {"&undsc"sv, {77, 156, 149, 139, 154, 138}, "&undsc"sv},
    {"\134 &undsc"sv, {131, 6, 77, 156, 149, 139, 154, 138}, "\134 &undsc"sv},
    {"<knot>"sv, {21}, "<knot>"sv},
    {"a<knot>b <knot> the"sv, {23, 21, 137, 71, 21, 71, 2}, "a<knot>b <knot> the"sv},
    {"<knot"sv, {99, 146, 149, 150, 155}, "<knot"sv},
    {"x-y"sv, {22}, "x-y"sv},
    {"ax-yb"sv, {23, 22, 137}, "ax-yb"sv},
    {"x-x-y-y"sv, {159, 84, 22, 84, 160}, "x-x-y-y"sv},
    {"abcabcdab"sv, {24, 138, 25, 24}, "abcabcdab"sv},
    {"abcdbc abcd"sv, {25, 26, 71, 25}, "abcdbc abcd"sv},
    {"2"sv, {27}, "2"sv},
    {"20"sv, {28}, "20"sv},
    {"2024"sv, {28, 27, 91}, "2024"sv},
    {"2024 "sv, {29}, "2024 "sv},
    {"20242024 2"sv, {28, 27, 91, 29, 27}, "20242024 2"sv},
    {"1234567890"sv, {88, 27, 90, 91, 92, 93, 94, 95, 96, 87}, "1234567890"sv},
    {"\302\275\302\262 \342\205\247"sv, {233, 228, 233, 217, 71, 265, 172, 206}, "\302\275\302\262 \342\205\247"sv},
    {"n\303\251"sv, {149, 15}, "n\303\251"sv},
    {"n\303\251 "sv, {16}, "n\303\251 "sv},
    {"ne\314\201 e\314\201"sv, {149, 140, 33, 6, 140, 33}, "ne\314\201 e\314\201"sv},
    {"N\303\211 \303\211"sv, {117, 234, 176, 71, 234, 176}, "N\303\211 \303\211"sv},
    {"\321\202\320\272\320\260\320\275\321\214 \321\202\320\272\320\260\320\275\320\270"sv,
     {30, 71, 248, 169, 247, 225, 247, 215, 247, 228, 247, 223},
     "\321\202\320\272\320\260\320\275\321\214 \321\202\320\272\320\260\320\275\320\270"sv},
    {"\347\271\224\347\211\251 \347\271\224"sv, {31, 270, 176, 208, 71, 31}, "\347\271\224\347\211\251 \347\271\224"sv},
    {"\327\251\327\234\327\225\327\235 \327\242\327\225\327\234\327\235"sv,
     {254, 208, 254, 195, 254, 188, 254, 196, 71, 254, 201, 254, 188, 254, 195, 254, 196},
     "\327\251\327\234\327\225\327\235 \327\242\327\225\327\234\327\235"sv},
    {"\331\243\331\244"sv, {256, 202, 256, 203}, "\331\243\331\244"sv},
    {"\360\237\247\265"sv, {32}, "\360\237\247\265"sv},
    {"\360\237\247\265\360\237\247\265 "sv, {32, 32, 6}, "\360\237\247\265\360\237\247\265 "sv},
    {"the\360\237\247\265loom"sv, {2, 32, 13}, "the\360\237\247\265loom"sv},
    {"\360\237\221\251\342\200\215\360\237\246\260 the"sv,
     {279, 198, 184, 208, 265, 167, 180, 279, 198, 205, 215, 6, 2},
     "\360\237\221\251\342\200\215\360\237\246\260 the"sv},
    {"the\302\240loom"sv, {2, 233, 199, 13}, "the\302\240loom"sv},
    {"loom\302\205"sv, {13, 233, 172}, "loom\302\205"sv},
    {"the\342\200\203loom"sv, {2, 265, 167, 170, 13}, "the\342\200\203loom"sv},
    {"\357\273\277the"sv, {278, 226, 230, 2}, "\357\273\277the"sv},
    {"\000"sv, {39}, "\000"sv},
    {"the\000 \000loom"sv, {2, 39, 6, 39, 13}, "the\000 \000loom"sv},
    {"the\015\012loom\012\012the\015"sv, {2, 52, 49, 13, 49, 49, 2, 52}, "the\015\012loom\012\012the\015"sv},
    {"a\011b"sv, {23, 48, 137}, "a\011b"sv},
    {"the - loom - - the"sv, {2, 36, 13, 36, 84, 6, 2}, "the - loom - - the"sv},
    {"! ! !"sv, {72, 6, 72, 6, 72}, "! ! !"sv},
    {"longest longest_"sv, {35, 147, 150, 149, 142, 140, 154, 155, 134}, "longest longest_"sv},
    {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"sv,
     {23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23,
      23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23,
      23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23, 23},
     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"sv},
    {"                                        "sv,
     {6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6,
      6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6},
     "                                        "sv},
    {"ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab "sv,
     {24, 71, 24, 71, 24, 71, 24, 71, 24, 71, 24, 71, 24, 71, 24, 71, 24, 71, 24, 71,
      24, 71, 24, 71, 24, 71, 24, 71, 24, 71, 24, 71, 24, 71, 24, 71, 24, 71, 24, 71},
     "ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab ab "sv},
    {"_________"sv, {134, 134, 134, 134, 134, 134, 134, 134, 134}, "_________"sv},
    {".........."sv, {18, 18, 18, 85}, ".........."sv},
    {"\364\217\277\277\360\237\207\253\360\237\207\256"sv,
     {283, 182, 230, 230, 279, 198, 174, 210, 279, 198, 174, 213},
     "\364\217\277\277\360\237\207\253\360\237\207\256"sv},
    {"\303\237 \341\272\236 \305\211"sv,
     {234, 198, 71, 264, 225, 197, 71, 236, 176},
     "\303\237 \341\272\236 \305\211"sv},
    {"\302\252\302\272"sv, {233, 209, 233, 225}, "\302\252\302\272"sv},
};

inline constexpr std::string_view corpus =
    "The weaver sat at the loom, and the loom sang to the weaver.\n"
    "Every thread that the weaver chose was a thread of wool; wool is warm, and warm is what winter asks for.\n"
    "In winter the weaver wove; in summer the weaver walked, and the loom stood still.\n"
    "It wasn't the loom's fault: the weaver's cat had sat on the thread, again and again...\n"
    "Un caf\303\251, un m\303\251tier \303\240 tisser, du caf\303\251 encore: le m\303\251tier est n\303\251 \303\240 "
    "Lyon, n\303\251 du caf\303\251.\n"
    "A snake_case_name, a second snake_case_name and __init__; weaver_loom_2024 and weaver_loom_2025.\n"
    "Warp 10, weft 20, warp 30, weft 40: 10 20 30 40, again 10 20 30 40.\n"
    "\320\242\320\272\320\260\320\275\321\214 \320\261\321\213\320\273\320\260 "
    "\321\202\321\221\320\277\320\273\320\260\321\217, \321\202\320\272\320\260\320\275\321\214 "
    "\320\261\321\213\320\273\320\260 \320\274\321\217\320\263\320\272\320\260\321\217. \347\271\224\347\211\251 and "
    "\347\271\224\347\211\251 and \360\237\247\265\360\237\247\265\360\237\247\265 and "
    "\360\237\247\265\360\237\247\265\360\237\247\265.\n"
    "The cat, the thread and the loom: the end of the thread is the end of the winter. The end.\n";

inline const std::vector<Built> built = {
    {300, 20,
     "the_\n, \n\134&undsc\nt_\nand_\nloom\nse\n20\n\360\237\247\265\n\303\251\nweaver_\nweaver\nthread_\ns_\nn_\n"
     "ca\n: \n\321\217\n\320\273\320\260\n\320\272\320\260\nwo\nwinter\nwar\nwa\nti\nst\nsn\nsa\non\nof_\nme\nke\n"
     "is_\nha\ner\nend\nd_\ncaf\303\251\nagain\nThe_\n; \n40\n30\n10\n"},
    {300, 3,
     "the\n, \n\134&u\nt_\nand\nver\nwea\nloo\nthr\nse\nead\n20\n\360\237\247\265\n\303\251\ns_\nca\n: \n\321\217\n"
     "\320\273\320\260\n\320\272\320\260\n\303\251_\nwo\nwin\nwar\nwa\nti\nter\nst\nsn\nsa\nr_\non\nof_\nn_\nme\n"
     "m_\nke\nis_\nin_\nha\nend\nd_\ncaf\naga\nThe\n; \n40\n30\n10\n"},
    {360, 20,
     "the_\n, \nand_\nweaver_\nthread_\n: \nof_\nloom\nis_\nThe_\n; \n40\n\347\271\224\347\211\251_\n"
     "\320\261\321\213\320\273\320\260_\n\303\240_\nwinter_\nweft_\nweaver\134&undscloom\134&u\nweaver\n"
     "snake\134&undsccase\134&un\nsat_\ns_\nn\303\251_\nm\303\251tier_\nloom_\nend_\ndu_\ncaf\303\251\nand\nagain_\n"
     "a_\n30_\n20_\n10_\n. \n\321\202\321\221\320\277\320\273\320\260\321\217\n"
     "\321\202\320\272\320\260\320\275\321\214_\n\320\274\321\217\320\263\320\272\320\260\321\217\n"
     "\320\242\320\272\320\260\320\275\321\214_\nwove\nwool_\nwool\nwinter\nwhat_\nwasn\nwas_\nwarp_\nwarm_\nwarm\n"
     "walked\nundsc\134&undsc\nun_\nto_\ntisser\nthread\nthat_\nt_\nsummer_\nstood_\nstill\nsecond_\nsang_\non_\n"
     "ndsc2025\nndsc2024_\nle_\nin_\nhad_\nfor\nfault\nest_\nend\nencore\ndscname_\ndscname\nchose_\ncat_\ncat\n"
     "caf\303\251_\nat_\nasks_\nagain\n\134&undsc\134&undscinit\134&\nWarp_\nUn_\nLyon\nIt_\nIn_\nEvery_\nA_\n30\n"
     "20\n10\n...\n \360\237\247\265\360\237\247\265\360\237\247\265.\n"
     " \360\237\247\265\360\237\247\265\360\237\247\265 \n"},
    {450, 8,
     "the_\n, \nand_\nweaver_\nthread_\n: \nof_\nloom\nis_\nThe_\n; \n40\n\347\271\224\347\211\251_\n"
     "\320\261\321\213\320\273\320\260_\n\303\240_\nwinter_\nweft_\nweaver\134&\nweaver\nundscloo\nsnake\134&u\n"
     "sat_\ns_\nn\303\251_\nndsccase\nm\303\251tier_\nm\134&undsc\nloom_\nend_\ndu_\ncaf\303\251\nand\nagain_\na_\n"
     "\134&undscn\n30_\n20_\n10_\n. \n\321\202\321\221\320\277\320\273\320\260\321\217\n"
     "\321\202\320\272\320\260\320\275\321\214_\n\320\274\321\217\320\263\320\272\320\260\321\217\n"
     "\320\242\320\272\320\260\320\275\321\214_\nwove\nwool_\nwool\nwinter\nwhat_\nwasn\nwas_\nwarp_\nwarm_\nwarm\n"
     "walked\nun_\nto_\ntisser\nthread\nthat_\nt_\nsummer_\nstood_\nstill\nsecond_\nsang_\non_\nme_\nme\nle_\n"
     "it\134&unds\nin_\nhad_\nfor\nfault\nest_\nend\nencore\ne_\nchose_\ncat_\ncat\ncaf\303\251_\nc\134&undsc\nat_\n"
     "asks_\name_\name\nagain\n\134&undsc\134\n\134&undsc\nWarp_\nUn_\nLyon\nIt_\nIn_\nEvery_\nA_\n30\n2025\n2024_\n"
     "20\n10\n...\n&undscin\n \360\237\247\265\360\237\247\265\360\237\247\265.\n"
     " \360\237\247\265\360\237\247\265\360\237\247\265 \n"},
    {2000, 20,
     "the_\n, \nand_\nweaver_\nthread_\n: \nof_\nloom\nis_\nThe_\n; \n40\n\347\271\224\347\211\251_\n"
     "\320\261\321\213\320\273\320\260_\n\303\240_\nwinter_\nweft_\nweaver\134&undscloom\134&u\nweaver\n"
     "snake\134&undsccase\134&un\nsat_\ns_\nn\303\251_\nm\303\251tier_\nloom_\nend_\ndu_\ncaf\303\251\nand\nagain_\n"
     "a_\n30_\n20_\n10_\n. \n\321\202\321\221\320\277\320\273\320\260\321\217\n"
     "\321\202\320\272\320\260\320\275\321\214_\n\320\274\321\217\320\263\320\272\320\260\321\217\n"
     "\320\242\320\272\320\260\320\275\321\214_\nwove\nwool_\nwool\nwinter\nwhat_\nwasn\nwas_\nwarp_\nwarm_\nwarm\n"
     "walked\nundsc\134&undsc\nun_\nto_\ntisser\nthread\nthat_\nt_\nsummer_\nstood_\nstill\nsecond_\nsang_\non_\n"
     "ndsc2025\nndsc2024_\nle_\nin_\nhad_\nfor\nfault\nest_\nend\nencore\ndscname_\ndscname\nchose_\ncat_\ncat\n"
     "caf\303\251_\nat_\nasks_\nagain\n\134&undsc\134&undscinit\134&\nWarp_\nUn_\nLyon\nIt_\nIn_\nEvery_\nA_\n30\n"
     "20\n10\n...\n \360\237\247\265\360\237\247\265\360\237\247\265.\n"
     " \360\237\247\265\360\237\247\265\360\237\247\265 \n"},
};

inline constexpr std::string_view reserved = "<EOS>\n<br />\na very long reserved token!\n";

inline constexpr std::string_view reserved_corpus =
    "The loom is old.<br /><br />The weaver is not.<EOS>\n"
    "The weaver sang: the loom,<br />the weft and the warp<EOS>\nwarp<br />weft <br /> warp <EOS> weft<EOS><EOS>\n"
    "The weaver wove a snake_case<br />name and<EOS>slept\n"
    "No line breaks (<br>, <br/>, br) and no EOS; nor <EOS, nor EOS>\n"
    "a very long reserved token!a very long token, a very long reserved token! \n";

inline constexpr std::string_view reserved_texts =
    "<EOS>\n<EOS> \n <EOS>\nthe loom<br />the weft <br /> <EOS>\n<br /><br /><br />\n<br/> EOS br <EOS\n<<EOS>>\n"
    "the weaver<EOS>the loom\n<EOS>_\n_<br />_\n<br /> _<EOS>\nA a very long reserved token!\n"
    "a very long reserved toke\n";

inline const std::vector<BuiltWithReserved> built_with_reserved = {
    // tensorflow_datasets lists a reserved token twice here.
    {reserved_corpus,
     300,
     20,
     0,
     "<EOS>\n<br />\na very long reserved token!\nThe_\nweaver_\nthe_\nbr\nEOS\nweft_\nwarp\nis_\nand_\na_\n"
     "a very long reserved\n, \nwove_\nweft\nwarp_\nvery_\ntoken\nsnake\134&undsccase\nslept\nsang\nold\nnot\nnor_\n"
     "nor\nno_\nname_\nloom_\nloom\nlong_\nline_\nbreaks\nand\nNo_\n>, <\n<br />_\n<EOS>_\n; \n: \n/>, \n) \n <\n"
     " (<\n",
     {{1},
      {39},
      {78, 1},
      {6, 31, 2, 6, 9, 38, 1},
      {2, 2, 2},
      {106, 7, 93, 108, 78, 8, 78, 7, 44, 8},
      {106, 1, 108},
      {6, 165, 147, 143, 164, 147, 160, 1, 6, 31},
      {1, 141},
      {141, 2, 141},
      {38, 141, 1},
      {111, 78, 3},
      {14, 78, 162, 157, 153, 147}}},
    {reserved_corpus,
     330,
     3,
     0,
     "<EOS>\n<br />\na very long reserved token!\n<br\n<EO\nver\nThe\nwef\nwea\nwar\nthe\ne_\nbr\nand\nEOS\nt_\n"
     "nor\nloo\nis_\na_\na v\n, \ny_\nwov\ntok\nsna\nsle\nsan\npt\np_\nold\nnot\nno_\nnam\nm_\nlon\nlin\nke\134\n"
     "g_\nen\ndsc\ncas\nbre\nase\naks\nNo_\n>, \n; \n: \n/>,\n) \n&un\n <\n (<\n",
     {{1},
      {1, 87},
      {87, 1},
      {11, 87, 18, 164, 2, 11, 87, 8, 16, 2, 87, 1},
      {2, 2, 2},
      {4, 102, 117, 87, 15, 87, 13, 87, 5, 138},
      {115, 1, 117},
      {11, 87, 9, 6, 1, 11, 87, 18, 164},
      {1, 150},
      {150, 2, 150},
      {2, 87, 150, 1},
      {120, 87, 3},
      {21, 156, 169, 23, 36, 39, 169, 156, 170, 156, 169, 173, 156, 155, 87, 25, 156}}},
    // tensorflow_datasets lists a reserved token twice here.
    {reserved_corpus,
     320,
     20,
     200,
     "<EOS>\n<br />\na very long reserved token!\nThe_\nweaver_\nthe_\nweft_\nwarp\nis_\nwove_\nweft\nwarp_\n"
     "snake\134&undsccase\nsang\nold\nnot\nname_\nloom_\nloom\nand_\nand\na_\n<br />_\n<EOS>_\n: \n",
     {{1},
      {24},
      {58, 1},
      {6, 19, 2, 6, 7, 23, 1},
      {2, 2, 2},
      {86, 124, 140, 73, 88, 58, 95, 105, 109, 58, 124, 140, 58, 86, 95, 105, 109},
      {86, 1, 88},
      {6, 145, 127, 123, 144, 127, 140, 1, 6, 19},
      {1, 121},
      {121, 2, 121},
      {23, 121, 1},
      {91, 58, 3},
      {22,  144, 127, 140, 147, 58,  134, 137, 136, 129, 58,  140,
       127, 141, 127, 140, 144, 127, 126, 58,  142, 137, 133, 127}}},
    {corpus,
     300,
     20,
     0,
     "<EOS>\n<br />\na very long reserved token!\nthe_\n, \n\134&undsc\nt_\nand_\nloom\nse\n20\n\360\237\247\265\n"
     "\303\251\nweaver_\nweaver\nthread_\ns_\nn_\nca\n: \n\321\217\n\320\273\320\260\n\320\272\320\260\nwo\nwinter\n"
     "war\nwa\nti\nst\nsn\nsa\non\nof_\nme\nke\nis_\nha\ner\nend\nd_\ncaf\303\251\nagain\nThe_\n; \n40\n30\n10\n",
     {{1},
      {1, 80},
      {80, 1},
      {4, 9, 2, 4, 167, 149, 150, 7, 2, 80, 1},
      {2, 2, 2},
      {108, 146, 162, 95, 110, 80, 117, 127, 131, 80, 146, 162, 80, 108, 117, 127, 131},
      {108, 1, 110},
      {4, 15, 1, 4, 9},
      {1, 143},
      {143, 2, 143},
      {2, 80, 143, 1},
      {113, 80, 3},
      {145, 80, 166, 38, 169, 80, 156, 32, 151, 80, 162, 149, 10, 162, 166, 149, 40, 164, 159, 35}}},
    {corpus,
     360,
     20,
     263,
     "<EOS>\n<br />\na very long reserved token!\nthe_\nweaver_\nand_\n, \nwinter_\nthread_\nloom_\nloom\nis_\n; \n"
     "wove\nwool_\nwool\nwhat_\nweaver\nwasn\nwas_\nwarm_\nwarm\nwalked\nto_\nthat_\nt_\nsummer_\nstood_\nstill\n"
     "sat_\nsang_\nof_\nin_\nfor\nchose_\nat_\nasks_\na_\nThe_\nIt_\nIn_\nEvery_\n",
     {{1},
      {1, 75},
      {75, 1},
      {4, 11, 2, 4, 162, 144, 145, 26, 2, 75, 1},
      {2, 2, 2},
      {103, 141, 157, 90, 105, 75, 112, 122, 126, 75, 141, 157, 75, 103, 112, 122, 126},
      {103, 1, 105},
      {4, 18, 1, 4, 11},
      {1, 138},
      {138, 2, 138},
      {2, 75, 138, 1},
      {108, 75, 3},
      {38,  161, 144, 157, 164, 75,  151, 154, 153, 146, 75,  157,
       144, 158, 144, 157, 161, 144, 143, 75,  159, 154, 150, 144}}},
};

}  // namespace golden
