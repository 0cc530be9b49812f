"""How one message goes out on a channel: split where it is too long, buttons shown as well as the channel can.

Pure. Nothing is left out: the parts put together say what the message said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import regex

from channels.capabilities import Capabilities
from channels.message import Button

# A cut before this share of the room is used would make ugly small parts.
FULL = 0.5
_CLUSTER = regex.compile(r"\X")
_SENTENCE_ENDS = frozenset(".!?؟؛…。।\uff01\uff1f\n")
_CLOSERS = frozenset("\"'”\u2019»)]}")
# What opens a stretch of the other direction, and what ends it (Unicode Bidirectional Algorithm, UAX 9).
_ISOLATES = frozenset("\u2066\u2067\u2068")
_POP_ISOLATE = "\u2069"
_EMBEDDINGS = frozenset("\u202a\u202b\u202d\u202e")
_POP_EMBEDDING = "\u202c"
_EASTERN = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Style(StrEnum):
    PLAIN = "plain"
    BUTTONS = "buttons"
    LIST = "list"
    NUMBERED = "numbered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One call to the platform. `buttons` are shown as `style` says; the text of NUMBERED ones contains them."""

    text: str = field(repr=False)
    buttons: tuple[Button, ...] = ()
    style: Style = Style.PLAIN


def parts(text: str, buttons: Sequence[Button], can: Capabilities) -> tuple[Part, ...]:
    """At least one part, the buttons on the last; each within what the channel can."""
    buttons = tuple(buttons)
    style = _style(buttons, can)
    if style in (Style.PLAIN, Style.NUMBERED):
        if style is Style.NUMBERED:
            text = "\n".join([text, *numbered(buttons, text)])
        *before, last = split(text, can.text)
        return (*(Part(text=each) for each in before), Part(text=last, buttons=buttons, style=style))
    pieces = split(text, can.text)
    if units(pieces[-1]) > can.body:
        pieces = [*pieces[:-1], *split(pieces[-1], can.body)]
    *before, last = pieces
    return (*(Part(text=each) for each in before), Part(text=last, buttons=buttons, style=style))


def numbered(buttons: Sequence[Button], text: str) -> list[str]:
    """Lines a person can answer with a number, in the digits of the text around them."""
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
    return [
        f"{str(place).translate(_EASTERN) if arabic else place}. {button.title}"
        for place, button in enumerate(buttons, 1)
    ]


def chosen(answer: str, buttons: Sequence[Button]) -> int | None:
    """Which button a typed answer means: its number in any script's digits, or its title. None: neither."""
    said = answer.strip().strip(".)-( \u200e\u200f")
    if 1 <= len(said) <= 3 and all(letter.isdecimal() for letter in said):
        place = int(said) - 1
        return place if 0 <= place < len(buttons) else None
    same = [place for place, button in enumerate(buttons) if button.title.strip() == said and said]
    return same[0] if len(same) == 1 else None


def units(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def split(text: str, most: int) -> list[str]:
    """Pieces of at most `most` units, cut at the ends of sentences, else of words, never inside a letter with its marks
    or an emoji (unless one alone is too long). Directions opened before a cut are closed and opened again behind it.
    """
    pieces = []
    while units(text) > most:
        end = _cut(text, most)
        opened = _opened(text[:end])
        if opened:
            # Room for their ends; a text that opens more than it can hold gives them up.
            room = min(len(opened), most // 4)
            while True:
                end = _cut(text, most - room)
                opened = _opened(text[:end])[-(most // 4) :]
                if len(opened) <= room:
                    break
                room = len(opened)
        closing = "".join(_POP_ISOLATE if mark in _ISOLATES else _POP_EMBEDDING for mark in reversed(opened))
        pieces.append(text[:end].rstrip() + closing)
        text = "".join(opened) + text[end:].lstrip()
    return [piece for piece in (*pieces, text) if piece] or [""]


def _cut(text: str, most: int) -> int:
    """Where the first piece ends: after at least one letter, and after at most `most` units."""
    word = sentence = last = used = 0
    for begin, end in _clusters(text):
        cluster = text[begin:end]
        used += units(cluster)
        if used > most and not cluster.isspace():
            break
        last = end
        if cluster.isspace():
            word = begin
            if _ends_sentence(text, begin) or "\n" in cluster:
                sentence = begin
    if last == 0:
        # One letter buried in marks fills the room alone.
        return _by_code_points(text, most)
    for border in (sentence, word):
        if units(text[:border]) >= most * FULL and text[:border].strip():
            return border
    return word if text[:word].strip() else last


def _by_code_points(text: str, most: int) -> int:
    used = 0
    for place, letter in enumerate(text):
        used += units(letter)
        if used > most:
            return max(1, place)
    return len(text)


def _ends_sentence(text: str, before: int) -> bool:
    while before and text[before - 1] in _CLOSERS:
        before -= 1
    return before > 0 and text[before - 1] in _SENTENCE_ENDS


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each letter with its marks, each emoji as a whole (UAX 29)."""
    return (found.span() for found in _CLUSTER.finditer(text))


def _opened(text: str) -> list[str]:
    """Directional marks that were opened and not closed, in their order."""
    stack: list[str] = []
    for letter in text:
        if letter in _ISOLATES or letter in _EMBEDDINGS:
            stack.append(letter)
        elif letter == _POP_ISOLATE:
            # Ends the last isolate and all embeddings inside it.
            places = [place for place, mark in enumerate(stack) if mark in _ISOLATES]
            if places:
                del stack[places[-1] :]
        elif letter == _POP_EMBEDDING and stack and stack[-1] in _EMBEDDINGS:
            stack.pop()
    return stack


def _style(buttons: Sequence[Button], can: Capabilities) -> Style:
    if not buttons:
        return Style.PLAIN
    titles = [units(button.title) for button in buttons]
    alike = len({button.title for button in buttons}) < len(buttons)
    # A platform gives back what was tapped only if it fits.
    fits = not alike and min(titles) > 0 and all(len(b.payload.encode()) <= can.payload for b in buttons)
    if fits and len(buttons) <= can.buttons and max(titles) <= can.button_title:
        return Style.BUTTONS
    if fits and len(buttons) <= can.rows and max(titles) <= can.row_title:
        return Style.LIST
    return Style.NUMBERED
