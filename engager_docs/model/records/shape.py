"""A value as read → the name of its YAML shape, to choose between two ways of writing one field."""

TEXT, LIST, GROUP = "<text>", "<list>", "<group>"
SHAPES = frozenset({TEXT, LIST, GROUP})
"""The steps pydantic adds to the ``loc`` of an error inside such a field: they are no keys of the file."""


def shape(value: object) -> str:
    """Return which of ``SHAPES`` a value has; a typed record counts as a group."""
    if isinstance(value, str):
        return TEXT
    return LIST if isinstance(value, (list, tuple)) else GROUP
