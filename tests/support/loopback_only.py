"""Lets a test process reach this machine and nothing else.

An audit hook sees every connection Python makes, whatever library makes it. Unix sockets pass.
It holds for the test process, not for programs it starts; those bind to loopback by their settings.
"""

import ipaddress
import sys

_LOCAL_NAMES = {"", "localhost", None}


def _is_local(host: object) -> bool:
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host in _LOCAL_NAMES:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        if isinstance(address, tuple) and not _is_local(address[0]):
            raise PermissionError(f"a test tried to connect to {address[0]!r}: only loopback is open")
    elif event == "socket.getaddrinfo" and not _is_local(arguments[0]):
        raise PermissionError(f"a test tried to look up {arguments[0]!r}: only loopback is open")


def install() -> None:
    """Hold for the rest of this process; audit hooks cannot be taken back."""
    sys.addaudithook(_watch)
