"""Kinds of broken and hostile text → the file they stand in; reports.txt has their reports (threats.md 1–17)."""

from __future__ import annotations

from tests.repositories import base

S = "cases/NW/site.yaml"
CASE = "cases/NW/participants/NW-001"
C = f"{CASE}/contacts/2016-06-28.md"
GOOD = "label: North West\nopened_on: 2016-01-04\n"
CF = "date: 2016-06-28\nplace: prison\nmode: in_person\noutcome: attended\nstaff: [PRA-NW-01]\n"


def c(body: str, fields: str = CF) -> str:
    """Return a contact with these fields and this text."""
    return f"---\n{fields}---\n{body}"


KINDS: tuple[tuple[str, str, str | bytes], ...] = (
    (
        "a merge left unfinished in YAML",
        S,
        "label: North West\n<<<<<<< HEAD\nopened_on: 2016-01-04\n=======\nopened_on: 2016-01-11\n>>>>>>> branch\n",
    ),
    (
        "a merge left unfinished in a note",
        C,
        c("\nHe was well.\n<<<<<<< HEAD\nTired.\n=======\nRested.\n>>>>>>> branch\n"),
    ),
    ("a bomb of aliases", S, "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n"),
    ("an alias of itself", S, "label: &self [*self]\n"),
    ("an alias without an anchor", S, "label: *nobody\nopened_on: 2016-01-04\n"),
    ("a merge key", S, "<<: {label: North West}\nopened_on: 2016-01-04\n"),
    ("a hundred thousand brackets", S, "[" * 100000),
    ("five thousand open flow mappings", S, "{a," * 5000),
    ("the same key twice", S, "label: North West\nopened_on: 2016-01-04\nlabel: South West\n"),
    ("a mapping as a key", S, "? {label: x}\n: North West\n"),
    ("a tag that would run a program", S, 'label: !!python/object/apply:os.system ["true"]\nopened_on: 2016-01-04\n'),
    ("a tag that is no timestamp", S, "label: !!timestamp x\nopened_on: 2016-01-04\n"),
    ("a directive", S, "%YAML 1.1\n---\nlabel: North West\nopened_on: 2016-01-04\n"),
    ("two documents", S, GOOD + "---\n" + GOOD),
    ("a day that does not exist", S, "label: North West\nopened_on: 2016-02-30\n"),
    ("a thirteenth month", S, "label: North West\nopened_on: 2016-13-45\n"),
    ("a date with a time", S, "label: North West\nopened_on: 2016-01-04T10:00:00\n"),
    ("a number of five thousand digits", C, c("", "minutes: " + "9" * 5000 + "\n" + CF)),
    ("a number with an underscore", C, c("", "minutes: 1_000\n" + CF)),
    ("an octal number", C, c("", "minutes: 0x3C\n" + CF)),
    ("a sexagesimal number", C, c("", "minutes: 12:30:45\n" + CF)),
    ("yes where true is meant", C, c("", "risk_changed: yes\n" + CF)),
    ("text where a list is due", C, c("", CF.replace("[PRA-NW-01]", "PRA-NW-01"))),
    ("a list where a record is due", S, "- label: North West\n"),
    ("one word where a record is due", S, "North West\n"),
    ("an empty file", S, ""),
    ("only comments", S, "# to be written\n"),
    ("only the opening line of the fields", C, "---\n"),
    ("fields that are never closed", C, "---\n" + CF),
    ("no fields at all", C, "He was well.\n"),
    ("a tab for indentation", S, "label: North West\nteam_meeting:\n\tweekday: monday\n"),
    ("a quotation mark that is never closed", S, 'label: "North West\nopened_on: 2016-01-04\n'),
    ("a colon in plain text", S, "label: North West: Liverpool\nopened_on: 2016-01-04\n"),
    ("a NUL byte", S, b"label: North\x00West\nopened_on: 2016-01-04\n"),
    ("a terminal escape", S, b"label: \x1b[31mNorth West\nopened_on: 2016-01-04\n"),
    ("a C1 control", S, "label: North\u009bWest\nopened_on: 2016-01-04\n"),
    ("a text that runs backwards", S, "label: North \u202etseW\nopened_on: 2016-01-04\n"),
    ("an isolate that hides a word", C, c("\nHe was \u2066not\u2069 well.\n")),
    ("a space nobody sees", S, "label: North\u200bWest\nopened_on: 2016-01-04\n"),
    ("letters made of tags", C, c("\nWell.\U000e0041\U000e0042\n")),
    ("a backwards text by escape", S, 'label: "North \\u202etseW"\nopened_on: 2016-01-04\n'),
    ("half a character by escape", S, 'label: "North \\ud800"\nopened_on: 2016-01-04\n'),
    ("an escape that does not exist", S, 'label: "North \\q"\nopened_on: 2016-01-04\n'),
    ("Windows line ends, which are fine", S, GOOD.replace("\n", "\r\n")),
    ("a byte-order mark, which is fine", S, b"\xef\xbb\xbf" + GOOD.encode()),
    ("old Macintosh line ends", S, GOOD.replace("\n", "\r")),
    ("a next-line character", S, "label: North\u0085West\nopened_on: 2016-01-04\n"),
    ("a line separator", C, c("\nHe was\u2028well.\n")),
    ("UTF-16", S, GOOD.encode("utf-16")),
    ("Latin-1", S, "label: Café\nopened_on: 2016-01-04\n".encode("latin-1")),
    ("an overlong slash", S, b"label: North\xc0\xafWest\nopened_on: 2016-01-04\n"),
    ("a surrogate pair in bytes", S, b"label: \xed\xa0\xbd\xed\xb8\x80\nopened_on: 2016-01-04\n"),
    ("a cut-off character", S, b"label: North West \xe2\x82"),
    ("a file over one mebibyte", S, "label: North West\nopened_on: 2016-01-04\n" + "#" * (1 << 20)),
    ("a note over 256 KiB", C, c("\n" + "He was well. " * 21000 + "\n")),
    ("ten thousand unknown fields", S, GOOD + "".join(f"k{n}: x\n" for n in range(10000))),
    ("a key of a hundred thousand letters", S, GOOD + "? " + "k" * 100000 + "\n: x\n"),
    ("fifty thousand entries", S, "label: North West\nopened_on: 2016-01-04\nprisons: [" + "x," * 50000 + "x]\n"),
    ("a name that climbs out of the folder", C, c("\n[letter](../../../../../../etc/passwd)\n")),
    (
        "links that run programs",
        C,
        c(
            "\n[a](javascript:alert(1)) [b](ms-msdt:x) [c](//evil.example) ![d](https://evil.example/x.png) [e](file:///etc/passwd)\n"
        ),
    ),
    ("a heading of level 1", C, c("\n# Well\n\nWell\n====\n")),
    ("a reference to nobody", C, c("\nSeen with [[PRA-NW-77]] and [[NW-404]].\n")),
    (
        "an id of another site",
        S.replace("site.yaml", "participants/SW-001/participant.yaml"),
        base()[f"{CASE}/participant.yaml"],
    ),
    ("a name Windows keeps for itself", "cases/NW/participants/NW-001/contacts/CON.md", c("")),
    ("a name that ends with a dot", "cases/NW/participants/NW-001/contacts/2016-06-28.md.", c("")),
    ("a name of another shape", "cases/NW/participants/NW-001/contacts/28-06-2016.md", c("")),
    ("a folder nobody knows", "cases/NW/participants/NW-001/contact/2016-06-28.md", c("")),
    ("an unknown value", C, c("", CF.replace("attended", "atended"))),
    ("an unknown field", C, c("", CF + "outcom: attended\n")),
)
