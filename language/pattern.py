"""How an editor writes a phrase, and what it means: a row of words with a few signs.

    word        the word itself, folded
    <family>    any word (or words) of a class from the `words:` section
    (a|b c|)    one of these; an empty choice makes it optional
    stem*       a word that starts so
    ...         up to three words, none of them a "not"

Owns this little grammar and its mistakes. Refuses phrases that start or end with a gap.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice, product

from language.normalise import fold
from language.tokens import tokenise

GAP = "..."
MOST_UNFOLDED = 4000
_WORTH_A_CLASS = 3
_PIECE = re.compile(r"\((?P<choice>[^()]*)\)|<(?P<family>[\w-]+)>|(?P<gap>\.\.\.)|(?P<word>[^\s()<>]+)")
_STEM = re.compile(r"\w\*$")

Row = tuple[str, ...]
Column = tuple[Row, ...]
_GAP_COLUMN: Column = ((GAP,),)


class LexiconError(ValueError):
    """A phrase, class or entry that cannot be used; the message quotes it."""


class Families:
    """Word classes by name. A class may hold words, several words in a row, stems, and other classes."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        self._written = {name: tuple(members) for name, members in classes.items()}
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._unnamed: dict[Row, str] = {}

    def rows(self, name: str, seen: tuple[str, ...] = ()) -> tuple[Row, ...]:
        """Every member as a row of words."""
        if name in seen or name not in self._written:
            raise LexiconError(f"no such word class, or one inside itself: <{name}>")
        if name not in self._rows:
            rows: list[Row] = []
            for member in self._written[name]:
                rows.extend(_unfolded(str(member), self, (*seen, name)))
            self._rows[name] = tuple(dict.fromkeys(rows))
        return self._rows[name]

    def unnamed(self, words: Row) -> str:
        """The symbol of a class made of the single words of one choice."""
        return self._unnamed.setdefault(words, f"<{len(self._unnamed)}>")

    def long_rows(self, name: str) -> list[Row]:
        return [row for row in self.rows(name) if len(row) != 1]

    def single_words(self) -> Iterable[tuple[str, str]]:
        """(class symbol, word) for each member of one word; ask after everything is unfolded."""
        for name in self._written:
            for row in self.rows(name):
                if len(row) == 1:
                    yield f"<{name}>", row[0]
        for words, symbol in self._unnamed.items():
            for word in words:
                yield symbol, word


@lru_cache(maxsize=20_000)
def _words(text: str) -> Row:
    """`text` folded into words; a star is kept on the word it ends."""
    words = [token.form for token in tokenise(fold(text))]
    if words and _STEM.search(text):
        words[-1] += "*"
    return tuple(words)


def columns(phrase: str, families: Families) -> list[Column]:
    """What may stand at each place of `phrase`; `<family>` stays one symbol where its words are single."""
    found = _columns(phrase, families, ())
    if not any(any(column) for column in found):
        raise LexiconError(f"{phrase!r} is empty")
    if found[0] == _GAP_COLUMN or found[-1] == _GAP_COLUMN:
        raise LexiconError(f"{phrase!r} starts or ends with a gap")
    return found


def rows(found: list[Column]) -> Iterator[Row]:
    """Every row of symbols that `columns` stands for, however many."""
    for choice in product(*found):
        yield tuple(word for row in choice for word in row)


def _unfolded(phrase: str, families: Families, inside: tuple[str, ...]) -> list[Row]:
    found = _columns(phrase, families, inside)
    unfolded = list(islice(rows(found), MOST_UNFOLDED + 1))
    if len(unfolded) > MOST_UNFOLDED:
        raise LexiconError(f"{phrase!r} stands for more than {MOST_UNFOLDED} phrases")
    return unfolded


def _columns(phrase: str, families: Families, inside: tuple[str, ...]) -> list[Column]:
    found: list[Column] = []
    end = 0
    for piece in _PIECE.finditer(phrase):
        if phrase[end : piece.start()].strip():
            raise LexiconError(f"cannot read {phrase!r}")
        end = piece.end()
        if piece["gap"]:
            found.append(_GAP_COLUMN)
        elif name := piece["family"]:
            whole = (f"<{name}>",)
            found.append(families.rows(name, inside) if inside else (whole, *families.long_rows(name)))
        elif piece["word"]:
            found.append((_words(piece["word"]),))
        else:
            found.append(_choices(piece["choice"] or "", families, inside))
    if phrase[end:].strip():
        raise LexiconError(f"cannot read {phrase!r}")
    return found


def _choices(written: str, families: Families, inside: tuple[str, ...]) -> Column:
    """The rows of one choice; its single words become one symbol, which keeps the tree small."""
    found: list[Row] = []
    for part in written.split("|"):
        found += _unfolded(part, families, inside) if part.strip() else [()]
    unique = tuple(dict.fromkeys(found))
    if inside:
        return unique
    single = tuple(row[0] for row in unique if len(row) == 1 and row[0][0] != "<")
    if len(single) < _WORTH_A_CLASS:
        return unique
    others = (row for row in unique if len(row) != 1 or row[0][0] == "<")
    return ((families.unnamed(single),), *others)
