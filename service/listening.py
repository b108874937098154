"""The port that the service listens on."""

from __future__ import annotations

import ipaddress
import socket
import sys
from contextlib import ExitStack


def listen(host: str, port: int, *, workers: int) -> list[socket.socket]:
    """Take the port, with a socket for each worker (one and the same where the system cannot share out connections).

    Raises
    ------
    OSError
        Another program, or another service like this one, has it.

    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Taken alone first: sockets that may share a port would also share it with another service.
    alone = _open(host, port, family, shared=False)
    if workers == 1 or sys.platform != "linux":
        return [alone] * workers
    with alone:
        port = alone.getsockname()[1]
    with ExitStack() as opened:
        sockets = [opened.enter_context(_open(host, port, family, shared=True)) for _ in range(workers)]
        opened.pop_all()
    return sockets


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach what listens at a host."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _open(host: str, port: int, family: socket.AddressFamily, *, shared: bool) -> socket.socket:
    """Take a port; connections inherit that small packets are sent at once.

    asyncio sets that itself only for sockets that say which protocol they speak, and these do not: head and body of an
    answer would wait for one another, 40 ms each time.
    """
    listener = socket.create_server((host, port), family=family, reuse_port=shared)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def address(listener: socket.socket) -> str:
    """Return the address to type into a browser."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
