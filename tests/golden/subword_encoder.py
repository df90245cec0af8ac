# SPDX-License-Identifier: MIT
"""What SubwordTextEncoder of tensorflow_datasets does with a small vocabulary and a small corpus of our own.

Prints tests/text/subword_encoder_golden.hpp:

    pip install tensorflow tensorflow_datasets
    python tests/golden/subword_encoder.py > tests/text/subword_encoder_golden.hpp
    clang-format -i tests/text/subword_encoder_golden.hpp

The committed file was made with tensorflow_datasets 4.9.10 and TensorFlow 2.21 on Python 3.11 (Unicode 14.0).
"""

import tensorflow_datasets as tfds

Encoder = tfds.deprecated.text.SubwordTextEncoder

SUBWORDS = [
    'the_', 'the', 'th', 'e_', '. ', ' ', ', ', 'weav', 'weaver', 'er_', 'ing_', 's_', 'loom', 'loom_', 'é', 'né_',
    '\\&undsc', '...', "'", "''", '<knot>', 'x-y', 'a', 'ab', 'abcd', 'bc', '2', '20', '2024_', 'ткань', '織', '🧵', '\u0301',
    '\\&', 'longest_', ' - ', '!_', 'loom\\&undsc',
]  # yapf: disable

TEXTS = [
    '', ' ', '  ', '   ', '\t', '\r\n', 'the', 'the ', ' the', 'the  loom', 'the   loom', 'the loom. the weaver',
    'weavers weaving the loom', 'loom...', 'loom ... the', "'tis the weaver''s", '_', '__', ' _ ', 'the_loom', '_the_ ',
    'a_', 'a _', '\\', '\\\\', '\\_', '\\& ', '\\&undsc', '\\&undscthe', 'the\\&undsc the', '\\&undsc_', '\\&undsc \\&undsc',
    'undsc', '&undsc', '\\ &undsc', '<knot>', 'a<knot>b <knot> the', '<knot', 'x-y', 'ax-yb', 'x-x-y-y', 'abcabcdab',
    'abcdbc abcd', '2', '20', '2024', '2024 ', '20242024 2', '1234567890', '½² Ⅷ', 'né', 'né ', 'ne\u0301 e\u0301', 'NÉ É',
    'ткань ткани', '織物 織', 'שלום עולם', '٣٤', '🧵', '🧵🧵 ', 'the🧵loom', '👩\u200d🦰 the', 'the\u00a0loom', 'loom\u0085',
    'the\u2003loom', '\ufeffthe', '\x00', 'the\x00 \x00loom', 'the\r\nloom\n\nthe\r', 'a\tb', 'the - loom - - the', '! ! !',
    'longest longest_', 'a' * 60, ' ' * 40, 'ab ' * 20, '_' * 9, '.' * 10, '\U0010ffff\U0001f1eb\U0001f1ee', 'ß ẞ ŉ', 'ªº',
]  # yapf: disable

CORPUS = [
    'The weaver sat at the loom, and the loom sang to the weaver.',
    'Every thread that the weaver chose was a thread of wool; wool is warm, and warm is what winter asks for.',
    'In winter the weaver wove; in summer the weaver walked, and the loom stood still.',
    "It wasn't the loom's fault: the weaver's cat had sat on the thread, again and again...",
    'Un café, un métier à tisser, du café encore: le métier est né à Lyon, né du café.',
    'A snake_case_name, a second snake_case_name and __init__; weaver_loom_2024 and weaver_loom_2025.',
    'Warp 10, weft 20, warp 30, weft 40: 10 20 30 40, again 10 20 30 40.',
    'Ткань была тёплая, ткань была мягкая. 織物 and 織物 and 🧵🧵🧵 and 🧵🧵🧵.',
    'The cat, the thread and the loom: the end of the thread is the end of the winter. The end.',
]

BUILDS = [(300, 20), (300, 3), (360, 20), (450, 8), (2000, 20)]

RESERVED = ['<EOS>', '<br />', 'a very long reserved token!']

RESERVED_CORPUS = [
    'The loom is old.<br /><br />The weaver is not.<EOS>',
    'The weaver sang: the loom,<br />the weft and the warp<EOS>',
    'warp<br />weft <br /> warp <EOS> weft<EOS><EOS>',
    'The weaver wove a snake_case<br />name and<EOS>slept',
    'No line breaks (<br>, <br/>, br) and no EOS; nor <EOS, nor EOS>',
    'a very long reserved token!a very long token, a very long reserved token! ',
]

RESERVED_TEXTS = [
    '<EOS>', '<EOS> ', ' <EOS>', 'the loom<br />the weft <br /> <EOS>', '<br /><br /><br />', '<br/> EOS br <EOS', '<<EOS>>',
    'the weaver<EOS>the loom', '<EOS>_', '_<br />_', '<br /> _<EOS>', 'A a very long reserved token!', 'a very long reserved toke',
]  # yapf: disable

# The corpus, target_vocab_size, max_subword_length and max_corpus_chars, where 0 is all.
RESERVED_BUILDS = [
    ('reserved_corpus', 300, 20, 0), ('reserved_corpus', 330, 3, 0), ('reserved_corpus', 320, 20, 200),
    ('corpus', 300, 20, 0), ('corpus', 360, 20, 263),
]  # yapf: disable


def escape(text):
  def escape_byte(byte):
    char = chr(byte)
    return char if char.isascii() and char.isprintable() and char not in '"\\?' else '\\%03o' % byte
  return ''.join(map(escape_byte, text.encode()))


def literal(text):
  return '"' + escape(text) + '"sv'


def lines(texts):
  """One string literal with a text a line, in pieces that fit the page."""
  pieces = ['']
  for line in (escape(text) + '\\n' for text in texts):
    if len(pieces[-1]) + len(line) > 110: pieces.append('')
    pieces[-1] += line
  return '\n'.join('"%s"' % piece for piece in pieces)


def numbers(ids):
  return '{' + ', '.join(map(str, ids)) + '}'


def longest_first(encoder):
  """Of the reserved strings that begin at one place tensorflow_datasets takes any: the order is that of a set."""
  reserved = sorted(encoder._tokenizer.reserved_tokens, key=len, reverse=True)
  encoder._tokenizer = tfds.deprecated.text.Tokenizer(alphanum_only=False, reserved_tokens=reserved)
  return encoder


def print_reserved():
  corpora = {'corpus': CORPUS, 'reserved_corpus': RESERVED_CORPUS}
  print('inline constexpr std::string_view reserved =\n%s;\n' % lines(RESERVED))
  print('inline constexpr std::string_view reserved_corpus =\n%s;\n' % lines(RESERVED_CORPUS))
  print('inline constexpr std::string_view reserved_texts =\n%s;\n' % lines(RESERVED_TEXTS))
  print('inline const std::vector<BuiltWithReserved> built_with_reserved = {')
  for corpus, target, length, max_chars in RESERVED_BUILDS:
    built = Encoder.build_from_corpus(corpora[corpus], target, length, max_chars, RESERVED).subwords
    subwords = list(dict.fromkeys(built))
    if subwords != built: print('// tensorflow_datasets lists a reserved token twice here.')
    encoder = longest_first(Encoder(vocab_list=subwords))
    ids = ', '.join(numbers(encoder.encode(text)) for text in RESERVED_TEXTS)
    print('{%s, %d, %d, %d, %s, {%s}},' % (corpus, target, length, max_chars, lines(subwords), ids))
  print('};\n')


def main():
  encoder = Encoder(vocab_list=SUBWORDS)
  print('''// SPDX-License-Identifier: MIT
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
''')
  print('inline constexpr std::string_view subwords =\n%s;\n' % lines(SUBWORDS))
  print('inline const std::vector<Encoded> encoded = {')
  for text in TEXTS:
    ids = encoder.encode(text)
    print('{%s, %s, %s},' % (literal(text), numbers(ids), literal(encoder.decode(ids))))
  print('};\n')
  print('inline constexpr std::string_view corpus =\n%s;\n' % lines(CORPUS))
  print('inline const std::vector<Built> built = {')
  for target, length in BUILDS:
    built = Encoder.build_from_corpus(CORPUS, target, max_subword_length=length).subwords
    print('{%d, %d, %s},' % (target, length, lines(built)))
  print('};\n')
  print_reserved()
  print('}  // namespace golden')


if __name__ == '__main__':
  main()
