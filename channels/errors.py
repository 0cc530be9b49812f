"""What a channel refuses at its border, and why a provider did not take a message of ours."""

from __future__ import annotations

from enum import StrEnum


class Refused(Exception):
    """An inbound request that is not a message: forged, malformed, too large. `status` is the HTTP answer."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


class Unparsable(Exception):
    """A genuine body that cannot be read: it is kept in quarantine, never dropped. Carries none of its words."""


class NotWorking(Exception):
    """A channel would not work as it is set up; the text says what to do. Carries no secret."""


class SendFault(StrEnum):
    """Every way a send can fail, whoever the provider is."""

    # Later it may work.
    SLOW_DOWN = "slow_down"
    AWAY = "away"
    # Nobody knows whether it went out.
    UNKNOWN = "unknown"
    # It will not work like this.
    WINDOW_CLOSED = "window_closed"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    REFUSED = "refused"
    MEDIA = "media"
    # Nothing will work until somebody puts the account right.
    ACCOUNT = "account"

    @property
    def retryable(self) -> bool:
        return self in (SendFault.SLOW_DOWN, SendFault.AWAY, SendFault.ACCOUNT)


class SendError(Exception):
    """The provider did not take a message. `code` is the provider's own, for the operator; never its words.

    `retry_after` is in seconds, when the provider names a time. `whole_channel`: the same would happen to everybody.
    """

    def __init__(
        self,
        fault: SendFault,
        code: str = "",
        *,
        retry_after: float | None = None,
        whole_channel: bool = False,
    ) -> None:
        super().__init__(f"{fault}{f' ({code})' if code else ''}")
        self.fault = fault
        self.code = code
        self.retry_after = retry_after
        self.whole_channel = whole_channel
