"""The vocabulary: the weights' own Unigram pieces, without the scripts this door never meets.

Dropping whole scripts changes nothing for the others: a piece with a letter of a dropped script can
never match text that has none. The dropped ones become the unknown piece.
"""

from __future__ import annotations

import struct
import unicodedata
from functools import cache

from brain.encoder.weights import Pieces

# Kept beside the languages the door knows: the scripts of the other South Asian communities.
DROPPED_SCRIPTS = frozenset(
    "HANGUL HEBREW GREEK THAI GEORGIAN ARMENIAN MYANMAR KHMER ORIYA LAO HIRAGANA KATAKANA "
    "KATAKANA-HIRAGANA BOPOMOFO TIBETAN MONGOLIAN CHEROKEE YI SYRIAC THAANA CANADIAN OGHAM "
    "RUNIC COPTIC GOTHIC TIFINAGH NKO VAI TAGALOG BUGINESE BALINESE SUNDANESE JAVANESE".split()
)


@cache
def script_name(letter: str) -> str:
    return unicodedata.name(letter, "?").split(maxsplit=1)[0]


def kept_pieces(pieces: Pieces) -> list[int]:
    """Ids of the pieces to keep, in order; the special pieces are always first among them."""
    special = max(pieces.bos, pieces.eos, pieces.pad, pieces.unknown)
    return [
        i
        for i, text in enumerate(pieces.texts)
        if i <= special or not any(script_name(letter) in DROPPED_SCRIPTS for letter in text)
    ]


def piece_model(pieces: Pieces, kept: list[int]) -> bytes:
    """A sentencepiece model whose ids are positions in `kept`.

    Written by hand because the format is four fields long, and its generated reader would pull in
    another protobuf. Text is normalised (NFKC) by the caller, hence the identity rule here.
    """
    special = {pieces.bos, pieces.eos, pieces.pad}
    out = bytearray()
    for i in kept:
        kind = _UNKNOWN if i == pieces.unknown else _CONTROL if i in special else _NORMAL
        text = _bytes(1, pieces.texts[i].encode("utf-8"))
        out += _bytes(1, text + _float(2, pieces.scores[i]) + _number(3, kind))
    trainer = _number(3, 1)  # model type: unigram
    for field, piece in ((40, pieces.unknown), (41, pieces.bos), (42, pieces.eos), (43, pieces.pad)):
        trainer += _number(field, kept.index(piece))
    spaces = _number(3, 1) + _number(4, 1) + _number(5, 1)  # prefix, trim, escape
    return bytes(out + _bytes(2, trainer) + _bytes(3, _bytes(1, b"identity") + spaces))


_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    return bytes(out) + bytes([value])


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _float(field: int, value: float) -> bytes:
    return _varint(field << 3 | 5) + struct.pack("<f", value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value
