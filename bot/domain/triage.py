"""The final triage decision: one small pure function, the same for live messages and for `bab evaluate`.

It takes the highest of what certain phrases, taps and the brain say. Nothing here can lower what was
found: not politeness, not a menu, not a later turn. When the brain cannot be asked, possible phrases
count as well and a human is brought in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.domain.case import Flag
from bot.domain.words import Kind, Line, Urgency, highest

# A possible phrase counts beside the brain when the brain itself sees at least this chance of danger.
# Below it the phrase is nearly always an idiom or a film (see the look-alikes of the training data).
POSSIBLE_NEEDS = 0.25

# Buttons that mean something to safety whatever the brain thinks of them.
TAPS: dict[str, Urgency] = {
    "/in_danger_now": Urgency.EMERGENCY,
    "/ask_human": Urgency.ATTENTION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A danger phrase found in a message; offsets into the original text."""

    text: str = field(repr=False)
    start: int
    end: int
    line: Line
    kind: Kind
    urgency: Urgency
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What the brain made of a message. `urgency` maps each urgency to its probability."""

    language: str
    reply: str | None
    intent: str
    confidence: float
    line: Line
    kind: Kind
    verdict: Urgency
    urgency: dict[Urgency, float]
    reasons: tuple[str, ...] = field(default=(), repr=False)

    @property
    def danger(self) -> float:
        return self.urgency.get(Urgency.EMERGENCY, 0.0) + self.urgency.get(Urgency.URGENT, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    urgency: Urgency
    line: Line
    kind: Kind
    flags: tuple[Flag, ...] = field(repr=False)


def decide(
    phrases: Sequence[Phrase],
    reading: Reading | None,
    *,
    brain_asked: bool = True,
    tap: str | None = None,
    unreadable: bool = False,
) -> Triage:
    """Decide how urgent one message is.

    `reading` is None when the brain was not asked yet (`brain_asked` False: only certain phrases count) or
    could not answer (`brain_asked` True: possible phrases count and a human is brought in).
    `unreadable`: a voice note, photo or the like, which in doubt needs a person.
    """
    counted = [phrase for phrase in phrases if phrase.certain or _possible_counts(reading, brain_asked)]
    found = [Urgency.ROUTINE, *(phrase.urgency for phrase in counted)]
    flags = [_phrase_flag(phrase) for phrase in counted]
    if tap in TAPS:
        found.append(TAPS[tap])
        flags.append(Flag(source="tap", text=tap, urgency=TAPS[tap]))
    if reading is not None:
        found.append(reading.verdict)
        if reading.verdict is not Urgency.ROUTINE:
            flags.extend(
                Flag(source="brain", text=reason, urgency=reading.verdict) for reason in reading.reasons
            )
    elif brain_asked:
        found.append(Urgency.ATTENTION)
        flags.append(Flag(source="brain_down", text="", urgency=Urgency.ATTENTION))
    if unreadable:
        found.append(Urgency.ATTENTION)
        flags.append(Flag(source="unreadable", text="", urgency=Urgency.ATTENTION))
    urgency = highest(*found)
    return Triage(
        urgency=urgency,
        line=_line(counted, reading, urgency),
        kind=_kind(reading, urgency),
        flags=tuple(flags),
    )


def _possible_counts(reading: Reading | None, brain_asked: bool) -> bool:
    if reading is None:
        return brain_asked
    return reading.danger >= POSSIBLE_NEEDS


def _phrase_flag(phrase: Phrase) -> Flag:
    return Flag(source="phrase", text=phrase.text, urgency=phrase.urgency, start=phrase.start, end=phrase.end)


def _line(phrases: Iterable[Phrase], reading: Reading | None, urgency: Urgency) -> Line:
    """The brain's line, unless it saw nothing special and the phrases that escalated know better."""
    if reading is not None and (reading.line is not Line.GENERAL or reading.verdict.escalated):
        return reading.line
    special = Counter(p.line for p in phrases if p.line is not Line.GENERAL and p.urgency is urgency)
    return special.most_common(1)[0][0] if special else Line.GENERAL


def _kind(reading: Reading | None, urgency: Urgency) -> Kind:
    if urgency.escalated:
        if reading is not None and reading.kind not in (Kind.CHITCHAT, Kind.INQUIRY):
            return reading.kind
        return Kind.REPORT
    if reading is None:
        return Kind.REQUEST
    return reading.kind
