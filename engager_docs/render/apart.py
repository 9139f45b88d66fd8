"""Some work → its bytes, made in a process of its own with limits of time and memory (threats.md row 18).

What lays out pages is written in C: it ends its process where memory runs out, and hears no signal while it is at
work. Here that costs one document, and its maker is told.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from engager_docs.render.deadline import TimeUpError, deadline

try:
    import resource
except ImportError:  # Windows: neither a process to fork nor a limit of memory
    resource = None  # type: ignore[assignment]

MEMORY = 2 << 30
"""Bytes that one document may take: a page takes two MiB, so this is a workbook of a thousand pages."""
_GRACE_SECONDS = 5.0
_CHUNK = 1 << 20


class Exhausted(Exception):
    """The work takes more memory than it may, or its process died of it."""


def apart(work: Callable[[], bytes], seconds: float, memory: int = MEMORY) -> bytes:
    """Return what ``work`` makes, in at most ``seconds`` and ``memory`` bytes.

    Raises what ``work`` raises, TimeUpError after the time, Exhausted where the memory is not enough.
    Only Linux holds to a limit of memory, and only there is a process with its fonts safely forked: elsewhere the work
    is done here, with the limit of time alone.
    """
    if sys.platform != "linux":
        with deadline(seconds):
            return work()
    here, there = os.pipe()
    child = os.fork()
    if child == 0:
        _done(work, there, seconds, memory)
    os.close(there)
    try:
        answer = _received(here, seconds + _GRACE_SECONDS)
    finally:
        os.close(here)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    try:
        fine, result = pickle.loads(answer)
    except (EOFError, pickle.UnpicklingError):  # it died before it had sent everything
        raise Exhausted from None
    if not fine:
        raise result
    made: bytes = result
    return made


def _received(pipe: int, seconds: float) -> bytes:
    """Return all that is sent, nothing where the sender died. Raises TimeUpError where it goes on for too long."""
    found = bytearray()
    # the sender has a limit of its own: a pause as long as all of it means that it hears no signal
    while select.select([pipe], [], [], seconds)[0]:
        more = os.read(pipe, _CHUNK)
        if not more:
            return bytes(found)
        found += more
    raise TimeUpError


def _done(work: Callable[[], bytes], pipe: int, seconds: float, memory: int) -> NoReturn:
    """Do the work in this process, send what came of it, and end."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        answer = pickle.dumps(_result(work, seconds, memory))
        with os.fdopen(pipe, "wb") as out:
            out.write(answer)
    finally:
        os._exit(0)


def _result(work: Callable[[], bytes], seconds: float, memory: int) -> tuple[bool, bytes | Exception]:
    limit = _limit(memory)
    try:
        with deadline(seconds):
            return True, work()
    except MemoryError:
        return False, Exhausted()
    except TimeUpError as late:
        return False, late
    except Exception as fault:
        return False, Exhausted() if _largest() > limit - memory // 4 else fault


def _largest() -> int:
    """Return the bytes this process held at most: a library that gets no more may say so in words of its own."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmPeak:")[2].split()[0]) << 10


def _limit(memory: int) -> int:
    """Let this process grow by ``memory`` bytes and no more; a limit that is set already and lower stays.

    Returns the limit in bytes.
    """
    if resource is None:
        return sys.maxsize
    own = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    wanted = [own + memory, *(each for each in (soft, hard) if each != resource.RLIM_INFINITY)]
    resource.setrlimit(resource.RLIMIT_AS, (min(wanted), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    return min(wanted)
