"""What a channel refuses at its border."""

from __future__ import annotations


class Refused(Exception):
    """An inbound request that is not a message: forged, malformed, too large. `status` is the HTTP answer."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
