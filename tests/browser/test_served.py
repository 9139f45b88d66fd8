"""A page that is served shows a saved record by itself, and what is wrong with it, in a real Chromium."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.engine.service import demonstration
from tests.served import a_note, serving


def test_an_open_page_follows_each_save_without_a_word_of_complaint(browser: Browser, tmp_path: Path) -> None:
    root = demonstration(tmp_path)
    shutil.rmtree(root / "cases/NW/participants")
    with serving(root) as served, browser.new_context() as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda said: complaints.append(said.text))
        note = a_note(served)
        text = note.read_text("utf-8")
        page.goto(f"http://127.0.0.1:{served.port}/SW/participants/SW-006/contacts/{note.stem}.html")
        note.write_text(f"{text}\nA sentence just saved.\n", "utf-8")
        expect(page.get_by_text("A sentence just saved.")).to_be_visible(timeout=60_000)
        note.write_text(text.replace("outcome: attended", "outcome: atended"), "utf-8")
        expect(page.get_by_role("alert")).to_contain_text("There is 1 error in the records", timeout=60_000)
        expect(page.get_by_role("alert")).to_contain_text("outcome: atended")
        expect(page.get_by_text("A sentence just saved.")).to_be_visible()
        note.write_text(text, "utf-8")
        expect(page.get_by_role("alert")).to_have_count(0, timeout=60_000)
        assert complaints == []
