"""What changed between two versions of a Shared Understanding, in sentences a participant can follow."""

from __future__ import annotations

from datetime import date
from typing import Any

from engager_docs.model.records.understanding import Link, SharedUnderstanding
from engager_docs.model.view import Items
from engager_docs.render.workbook.changes import Comparison, comparison


def version(**lists: Any) -> SharedUnderstanding:
    return SharedUnderstanding(date=date(2016, 2, 2), authors=(), **lists)


def compared(before: SharedUnderstanding, after: SharedUnderstanding) -> Comparison:
    return comparison(before, after, "7 June 2016")


def said(found: Comparison) -> dict[str, tuple[Any, ...]]:
    return {each.label: each.value.items for each in found.lists if isinstance(each.value, Items)}


def test_what_is_new_reworded_gone_and_still_there_is_told_in_this_order() -> None:
    before = version(emotions=("worried", "ashamed", "lonely in the evening"))
    after = version(emotions=("worried, less", "lonely in the evening", "wound up by good news", "proud"))
    found = compared(before, after)
    assert said(found) == {
        "Emotions": (
            "New: “wound up by good news” and “proud”.",
            "“worried” is now “worried, less”.",
            "No longer there: “ashamed”.",
            "Still there: “lonely in the evening”.",
        )
    }
    assert found.summary == "Since the version of 7 June 2016, 1 list changed."


def test_entries_that_share_few_words_are_two_things() -> None:
    found = said(compared(version(needs=("drink",)), version(needs=("the wish to drink after visits",))))
    assert found["Needs"] == ("New: “the wish to drink after visits”.", "No longer there: “drink”.")


def test_words_of_the_participant_keep_their_own_quotation_marks_and_a_link_is_a_sentence() -> None:
    links = (Link(from_="low mood", to="staying in my cell"),)
    found = said(compared(version(), version(thoughts=('"It will be taken away"',), links=links)))
    assert found == {
        "Thoughts": ('New: "It will be taken away".',),
        "Links": ("New: “low mood leads to staying in my cell”.",),
    }


def test_lists_that_stayed_are_named_once_and_a_full_stop_is_not_doubled() -> None:
    before = version(strengths=("I grow things",), if_i_disappear="Ring.")
    after = version(strengths=("I grow things",), if_i_disappear="Ring, then come to the flat.")
    found = compared(before, after)
    assert found.summary == "Since the version of 7 June 2016, 1 list changed. As before: strengths."
    assert said(found)["If I disappear"] == ("New: “Ring, then come to the flat”.", "No longer there: “Ring”.")


def test_two_versions_alike_say_that_nothing_changed() -> None:
    one = version(emotions=("low",))
    assert compared(one, one) == Comparison("Nothing on the lists has changed since the version of 7 June 2016.", ())
