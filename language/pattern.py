"""How an editor writes a phrase, and what it means: a row of words with a few signs.

    word        the word itself, folded
    <family>    any word (or words) of a class from the `words:` section
    (a|b c|)    one of these; an empty choice makes it optional
    stem*       a word that starts so
    ...         up to three words that say no "not"

Owns this little grammar and its mistakes. Refuses phrases that start or end with a gap, and ones that
unfold into too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import product

from language.normalise import fold
from language.tokens import tokenise

GAP = "..."
MOST_UNFOLDED = 4000
_WORTH_A_CLASS = 3
_PIECE = re.compile(r"\((?P<choice>[^()]*)\)|<(?P<family>[\w-]+)>|(?P<gap>\.\.\.)|(?P<word>[^\s()<>]+)")
_STEM = re.compile(r"\w\*$")

Row = tuple[str, ...]


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
                rows.extend(unfold(str(member), self, inside=(*seen, name)))
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


def _words(text: str) -> Row:
    """`text` folded into words; a star is kept on the word it ends."""
    words = [token.form for token in tokenise(fold(text))]
    if words and _STEM.search(text):
        words[-1] += "*"
    return tuple(words)


def unfold(phrase: str, families: Families, inside: tuple[str, ...] = ()) -> list[Row]:
    """Every row of symbols `phrase` stands for. Outside a class, `<family>` stays one symbol."""
    columns: list[list[Row]] = []
    end = 0
    for found in _PIECE.finditer(phrase):
        if phrase[end : found.start()].strip():
            raise LexiconError(f"cannot read {phrase!r}")
        end = found.end()
        if found["gap"]:
            columns.append([(GAP,)])
        elif name := found["family"]:
            columns.append(list(families.rows(name, inside)) if inside else [(f"<{name}>",), *families.long_rows(name)])
        elif found["word"]:
            columns.append([_words(found["word"])])
        else:
            columns.append(_choices(found["choice"] or "", families, inside))
    if phrase[end:].strip():
        raise LexiconError(f"cannot read {phrase!r}")
    size = 1
    for column in columns:
        size *= len(column)
    if size > MOST_UNFOLDED:
        raise LexiconError(f"{phrase!r} stands for {size} phrases; at most {MOST_UNFOLDED} are allowed")
    rows = list(dict.fromkeys(tuple(word for row in choice for word in row) for choice in product(*columns)))
    if any(not row or row[0] == GAP or row[-1] == GAP for row in rows):
        raise LexiconError(f"{phrase!r} is empty, or starts or ends with a gap")
    return rows


def _choices(written: str, families: Families, inside: tuple[str, ...]) -> list[Row]:
    """The rows of one choice; its single words become one symbol, so that they do not multiply."""
    rows: list[Row] = []
    for part in written.split("|"):
        rows += unfold(part, families, inside) if part.strip() else [()]
    rows = list(dict.fromkeys(rows))
    single = tuple(row[0] for row in rows if len(row) == 1 and row[0][0] != "<")
    if inside or len(single) < _WORTH_A_CLASS:
        return rows
    return [(families.unnamed(single),), *(row for row in rows if len(row) != 1 or row[0][0] == "<")]
