"""The closed vocabulary of what can go wrong at a channel's border."""

from __future__ import annotations

from dataclasses import dataclass


class Refused(Exception):
    """An inbound request that is not a message: forged, malformed, too large. `status` is the HTTP answer."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class SendError(Exception):
    """A provider did not take a message. `retry_after` in seconds, where the provider named it."""

    code: str
    retryable: bool
    retry_after: float | None = None
