"""The closed vocabulary of what can go wrong at a channel's border."""

from __future__ import annotations


class Refused(Exception):
    """An inbound request that is not a message: forged, malformed, too large. `status` is the HTTP answer."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


class SendError(Exception):
    """A provider did not take a message. `retry_after` in seconds, where the provider named it."""

    def __init__(self, code: str, *, retryable: bool, retry_after: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retryable = retryable
        self.retry_after = retry_after
