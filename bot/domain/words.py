"""The closed vocabularies of the product: lines, kinds, urgencies, reply languages."""

from __future__ import annotations

from enum import StrEnum


class Line(StrEnum):
    CHILD_PROTECTION = "child_protection"
    WOMEN_PROTECTION = "women_protection"
    SOCIAL_WELFARE = "social_welfare"
    HOME_CARE = "home_care"
    VOLUNTEERING = "volunteering"
    GENERAL = "general"


class Kind(StrEnum):
    REPORT = "report"
    CONSULTATION = "consultation"
    COMPLAINT = "complaint"
    SUGGESTION = "suggestion"
    INQUIRY = "inquiry"
    REQUEST = "request"
    CHITCHAT = "chitchat"


class Urgency(StrEnum):
    """How soon a human must deal with it; comparable by `rank`, highest first in a queue."""

    ROUTINE = "routine"
    ATTENTION = "attention"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        return _RANK[self]

    @property
    def escalated(self) -> bool:
        return self.rank >= _RANK[Urgency.URGENT]


_RANK = {urgency: rank for rank, urgency in enumerate(Urgency)}


def highest(*urgencies: Urgency) -> Urgency:
    return max(urgencies, key=lambda urgency: urgency.rank)


class ReplyLanguage(StrEnum):
    """What a person is answered in. BOTH serves every language that is neither."""

    ARABIC = "ar"
    ENGLISH = "en"
    BOTH = "both"
