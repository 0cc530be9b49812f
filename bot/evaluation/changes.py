"""What differs between two readings of the same labelled messages. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.figures import Judged, Labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    label: Labelled
    before: Judged
    after: Judged

    @property
    def better(self) -> bool:
        return self._off(self.after) < self._off(self.before)

    @property
    def worse(self) -> bool:
        return self._off(self.after) > self._off(self.before)

    @property
    def lost(self) -> bool:
        """To be escalated, escalated before, and now not."""
        return (
            self.label.urgency.escalated
            and self.before.urgency.escalated
            and not self.after.urgency.escalated
        )

    def _off(self, judged: Judged) -> int:
        return abs(judged.urgency.rank - self.label.urgency.rank)


def changes(before: Sequence[Judged], after: Sequence[Judged]) -> list[Change]:
    """Messages whose urgency changed, lost ones first, then worse ones; both sequences in the same order."""
    found = [
        Change(label=old.label, before=old, after=new)
        for old, new in zip(before, after, strict=True)
        if old.urgency is not new.urgency
    ]
    return sorted(found, key=lambda change: (not change.lost, not change.worse, not change.better))
