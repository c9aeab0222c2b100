"""The page's sources: nothing reads HTML from text, nothing comes from elsewhere, all are small."""

import re
from pathlib import Path

import pytest

from bot.sandbox.page.assets import FOLDER
from tests.page import screenshots
from tests.page.rooms import BareRoom
from tests.page.visits import Visits

LONGEST = 350
"""Lines; most modules have less than half of that."""

SCRIPTS = sorted(FOLDER.rglob("*.js"))
LOOKS = sorted(FOLDER.rglob("*.css"))
PAGE = FOLDER / "index.html"

_FROM_TEXT = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|parseFromString|createContextualFragment"
    r"|document\.write|srcdoc|\beval\b|new Function|setTimeout\(\s*[\"'`]|setAttribute\(\s*[\"'`]on"
)
_ELSEWHERE = re.compile(r"(?:https?:)?//[a-z0-9-]+\.[a-z]", re.IGNORECASE)
_NAMESPACE = "http://www.w3.org/2000/svg"


def found(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    """Return the lines of files in which a pattern is found, each with where it is."""
    return [
        f"{file.relative_to(FOLDER)}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if pattern.search(line.replace(_NAMESPACE, ""))
    ]


def test_there_are_sources() -> None:
    assert len(SCRIPTS) > 20
    assert len(LOOKS) > 4


def test_no_text_is_ever_read_as_html_or_code() -> None:
    assert found(_FROM_TEXT, SCRIPTS) == []


def test_nothing_is_loaded_from_another_host() -> None:
    loading = re.compile(rf"(?:import|from|src|href|url|fetch)\b.*{_ELSEWHERE.pattern}", re.I)
    assert found(loading, [*SCRIPTS, *LOOKS, PAGE]) == []


def test_the_page_has_no_scripts_and_no_styles_in_itself() -> None:
    html = PAGE.read_text("utf-8")
    assert re.findall(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=", html) == []


@pytest.mark.parametrize("kind", [SCRIPTS, LOOKS], ids=["scripts", "looks"])
def test_modules_stay_small(kind: list[Path]) -> None:
    lengths = {str(one.relative_to(FOLDER)): one.read_text("utf-8").count("\n") for one in kind}
    most = LONGEST if kind is SCRIPTS else 2 * LONGEST
    assert {name: lines for name, lines in lengths.items() if lines > most} == {}


def test_each_exported_thing_says_what_it_promises() -> None:
    silent = [
        f"{file.relative_to(FOLDER)}: {match[1]}"
        for file in SCRIPTS
        for match in re.finditer(
            r"(?<!\*/\n)^(export (?:async )?(?:function|class) \w+)",
            file.read_text("utf-8"),
            re.MULTILINE,
        )
    ]
    assert silent == []


def test_all_that_the_page_needs_is_named_at_once_and_loaded_once(
    bare_room: BareRoom, visit: Visits
) -> None:
    page = visit(bare_room)
    loaded: list[str] = page.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter((one) => one.startTime && /\\.(js|css)$/.test(one.name)).map((one) => one.name)"
    )
    assert sorted(loaded) == sorted(
        f"{bare_room.origin}/page/{file.relative_to(FOLDER).as_posix()}"
        for file in [*SCRIPTS, *LOOKS]
    )


def test_each_picture_of_the_page_is_there_and_small() -> None:
    taken = {file.stem: file.stat().st_size for file in screenshots.FOLDER.glob("*.png")}
    assert set(taken) == {picture.name for picture in screenshots.PICTURES}
    assert max(taken.values()) <= screenshots.MOST_BYTES
