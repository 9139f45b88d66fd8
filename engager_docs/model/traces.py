"""Everything one case has left: files, versions in the history, records that name it; all frozen."""

from __future__ import annotations

from msgspec import Struct

from engager_docs.model.history import Committed


class Mention(Struct, frozen=True):
    """A line of another record that names the case."""

    file: str
    line: int


class Traces(Struct, frozen=True):
    """What is left of a case, and what git says of the repository it is left in.

    ``versions`` are the names git gives contents that stood in the case's folder; ``elsewhere`` those of them that
    also stood outside it. ``made`` are the sites, packs and folders of the tool's own that hold something of the case,
    below the record repository. ``prefix`` is the record repository's folder inside the git repository.
    """

    case: str
    folder: str
    files: tuple[str, ...]
    past_files: tuple[str, ...]
    commits: tuple[Committed, ...]
    versions: tuple[str, ...]
    elsewhere: tuple[str, ...]
    mentions: tuple[Mention, ...]
    past_mentions: tuple[str, ...]
    told_in: tuple[str, ...]
    remotes: tuple[str, ...]
    stashed: bool = False
    prefix: str = ""
    under_git: bool = True
    made: tuple[str, ...] = ()

    @property
    def gone(self) -> bool:
        """Whether nothing is left that this tool can find."""
        return not (self.files or self.commits or self.mentions or self.past_mentions or self.told_in or self.made)
