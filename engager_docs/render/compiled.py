"""Templates → what Jinja compiled of them, kept where Python keeps what it compiled of this package.

To compile the templates of a site takes a third of a second, and a build of one changed note needs most of them. What
is kept is as trusted as the modules' own bytecode beside it, and as dispensable: where the folder cannot be written,
or what lies there is of another template, another Jinja, another Python or another version of this package, it is
compiled again. Nothing of it ever lies among the records.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

FOLDER = Path(__file__).parent / "__pycache__"


class Compiled(BytecodeCache):
    """One file for each template; ``makers`` are the modules that say what Jinja makes of one."""

    def __init__(self, folder: Path, makers: Sequence[Path]) -> None:
        self._folder = folder
        self._made_by = blake2b(b"\0".join(each.read_bytes() for each in makers), digest_size=8).hexdigest()

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"template-{self._made_by}-{bucket.key}.jinja"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled of the same text; leave it empty where there is nothing to believe."""
        try:
            with self._file(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except (OSError, EOFError, ValueError, TypeError, AttributeError, ImportError, pickle.UnpicklingError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, unless Python is told to keep nothing; a folder that refuses costs time alone."""
        if sys.dont_write_bytecode or not self._folder.is_dir():
            return
        file = self._file(bucket)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        try:
            with draft.open("wb") as out:
                bucket.write_bytecode(out)
            draft.replace(file)
        except OSError:
            with suppress(OSError):
                draft.unlink()
