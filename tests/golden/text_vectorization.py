# SPDX-License-Identifier: MIT
"""Vocabularies and ids of Keras's TextVectorization for texts of our own, for each of its options.

    pip install tensorflow keras
    python tests/golden/text_vectorization.py > tests/golden/text_vectorization.hpp

Keras pads; the zeros at the end of a list are left out here.
"""

import keras
from formula import Header, wrapped

CORPUS = [
    'The weaver sat at the loom, and the loom sang to the weaver.',
    'Warp and weft; weft and warp: THE CLOTH IS DONE!',
    "It wasn't the loom's fault (again): the cat_sat on the thread...",
    'Über den Webstuhl: Ärger, ärger, ÄRGER. Straße STRASSE',
    'Ткань и ткань, нить; 織物、織物 🧵🧵 🧵',
    'no\u00a0break no\u00a0break wide\u3000space \u201cquoted\u201d \u2026 \u2014 dash',
    'tabs\tand\nlines\r\nand\x0bmore\x0cspace  two   three',
    '[UNK] unk [UNK] \ufffd \ufffd 20 3.5 20 2024',
    '',
    '   ',
    '!?.',
    'a',
    'to be or not to be',
    'to be or not to be',
]

TEXTS = CORPUS + [
    'The loom and the cloth', 'an unknown word', 'WEAVER weaver Weaver', 'to be', '.to.be.', 'be', 'to  be\tor',
    'Ärger ärger äRGER', 'no break', 'a\x00b a', '\x00', 'e\u0301 é', '\u2028line\u2028', '\ufeffthe',
    b'\xff the \xc3', b'the\xe2\x82loom \xe2\x82', b'\xed\xa0\x80', b'\xf0\x9f\xa7', b'\xf0\x9f!', b'\xe2!\x82', b'\xc0\x80 \xf5',
]  # yapf: disable

CASES = [
    {},
    {'max_tokens': 12},
    {'max_tokens': 3},
    {'max_tokens': 1000},
    {'standardize': 'lower'},
    {'standardize': 'strip_punctuation'},
    {'standardize': None},
    {'split': 'character'},
    {'split': 'character', 'standardize': None, 'max_tokens': 30},
    {'split': None},
    {'split': None, 'standardize': None},
    {'split': None, 'ngrams': 2},
    {'ngrams': 2},
    {'ngrams': (2,)},
    {'ngrams': (3, 1), 'max_tokens': 50},
    {'split': 'character', 'ngrams': 3, 'output_sequence_length': 7},
    {'output_sequence_length': 3},
    {'output_sequence_length': 100},
]  # yapf: disable

STRUCT = '''using namespace std::string_view_literals;

/// 0 stands for an option that is not set; list k has lengths[k] of the ids.
struct Vectorization {
  int max_tokens;
  Standardize standardize;
  Split split;
  std::span<const int> widths;
  int output_sequence_length;
  std::span<const std::string_view> vocabulary;
  std::span<const int> ids, lengths;
};'''


def as_bytes(text):
    return text if isinstance(text, bytes) else text.encode()


def literal(text):
    def escape(byte):
        char = chr(byte)
        return char if char.isascii() and char.isprintable() and char not in '"\\?' else '\\%03o' % byte

    return '"' + ''.join(map(escape, as_bytes(text))) + '"sv'


def integers(name, values):
    print(f'inline constexpr int {name}[] = {{')
    print(wrapped(', '.join(map(str, values)) + '};', '  ') + '\n')
    return name


def strings(name, texts):
    """As many to a line as fit; no line is broken within one."""
    lines = ['']
    for text in map(literal, texts):
        if len(lines[-1]) + len(text) > 115:
            lines.append('')
        lines[-1] += f' {text},'
    print(f'inline constexpr std::string_view {name}[] = {{')
    print('\n'.join(f' {line}' for line in lines) + '};\n')
    return name


def encoded(layer, text):
    ids = layer([[as_bytes(text)]]).numpy().ravel().tolist()
    while ids and ids[-1] == 0:
        ids.pop()
    return ids


def row(number, case):
    layer = keras.layers.TextVectorization(**case)
    layer.adapt(CORPUS)
    lists = [encoded(layer, text) for text in TEXTS]
    name = f'vectorization_{number}'
    return [
        str(case.get('max_tokens', 0)),
        'Standardize::' + (case.get('standardize', 'lower_and_strip_punctuation') or 'none'),
        'Split::' + (case.get('split', 'whitespace') or 'none'),
        integers(name + '_widths', layer._ngrams or [1]),
        str(case.get('output_sequence_length', 0)),
        strings(name + '_vocabulary', layer.get_vocabulary()),
        integers(name + '_ids', [id for ids in lists for id in ids]),
        integers(name + '_lengths', map(len, lists)),
    ]


def main():
    header = Header('text_vectorization.py', ['string_view', 'weft/text/text_vectorization_options.hpp'])
    header.text(STRUCT)
    strings('vectorization_corpus', CORPUS)
    strings('vectorization_texts', TEXTS)
    rows = [row(number, case) for number, case in enumerate(CASES)]
    header.table('Vectorization', 'vectorizations', rows)
    header.end()


main()
