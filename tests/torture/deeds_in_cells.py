"""What people do in single cells."""

from collections.abc import Callable
from functools import partial

from tests.torture.hand import Deed, Hand
from tests.torture.looking import PUBLIC, TEXTS, Cell, Row

STATUSES = (
    "Proposed", "Claimed", "Submitted", "Changes requested", "Approved", "Published", "Dropped",
    "approved ", "Finished {}", "",
)  # fmt: skip
DATES = ("2026-05-05 18:00", "5/6/2026", "2026-06-01", "soon {}", "46000", "")
SUMMARIZERS = ("Ann", "Bob", "Ann/Bob", "Bob/Ann", " Ann", "Cleo {}", "Ann/Bob/Cleo {}", "")
CATEGORIES = ("Forecasting", "machine learning", "Cooking {}", "")
HIGHLIGHTS = ("Highlight", "TRUE", "no", "")
YEARS = ("2020", "2021.0", "19{}", "")
ISSUES = ("AN #95", "AN #{}", "https://example.com/{}", "")

_CHOICES = {
    "Status": STATUSES,
    "Due": DATES,
    "Summarizer": SUMMARIZERS,
    "Category": CATEGORIES,
    "Highlight?": HIGHLIGHTS,
    "Year": YEARS,
    "Email": ISSUES,
}
CHOSEN = tuple(_CHOICES)
"""Columns whose cells mean something to the desk."""

_TYPED: dict[str, Callable[[Callable[[], str]], str]] = {
    "fresh": lambda word: f"{word()} begins here. It goes on.",
    "clear": lambda _: "",
    "boolean": lambda _: "TRUE",
    "formula": lambda word: f'="{word()}"&" worked out"',
    "hyperlink": lambda word: f'=HYPERLINK("https://example.com/{word()}","{word()} label")',
    "address": lambda word: f"https://example.com/{word()}",
    "markdown": lambda word: f"[{word()}](https://example.com/{word()}) and more",
    "brackets": lambda word: f"{word()} [sic] (x) \\ *y* _z_ ](",
    "paragraphs": lambda word: f"{word()} one.\r\n\r\n{word()} two.",
    "quoted": lambda word: f"'={word()}+1",
    "spaces": lambda word: f"  {word()}\xa0between. \n",
    "beyond": lambda word: f"\N{OWL} {word()} \N{OWL}",
    "heading": lambda word: f"{word()} mine.\n\n**Bob's opinion:** {word()} his.",
}
_PUT = ("append", "front", "middle", "respell", "link", "runs", "unlink", "relink")
FORMS = (*_TYPED, "number", *_PUT)
"""How a person changes a text."""

_VALUE = "userEnteredValue"
_LINK = "userEnteredFormat.textFormat.link"


def write(hand: Hand, deed: Deed) -> None:
    """Write into a cell of text."""
    row = hand.row(deed.row)
    name = TEXTS[deed.column % len(TEXTS)]
    if row is not None and hand.tab.at(name) is not None:
        enter(hand, row.number, name, row[name], deed.form)


def choose(hand: Hand, deed: Deed) -> None:
    """Write into a cell that means something to the desk."""
    row = hand.row(deed.row)
    name = CHOSEN[deed.column % len(CHOSEN)]
    if row is not None:
        choices = _CHOICES[name]
        text = choices[deed.other % len(choices)]
        filled = text.replace("{}", hand.ledger.word()) if "{}" in text else text
        hand.type(row.number, hand.tab.at(name), filled)


def spoil_id(hand: Hand, deed: Deed) -> None:
    """Write into the cell that is the bot's."""
    row, other = hand.paper(deed.row), hand.paper(deed.other)
    if row is not None and other is not None:
        texts = ("", "P999", other.id, f" {row.id} ", "mine", "", row.id.lower())
        hand.type(row.number, hand.tab.at("ID"), texts[deed.column % len(texts)])


def paste_cell(hand: Hand, deed: Deed) -> None:
    """Cut a text from one paper and paste it into another: they are one thing from then on."""
    row, other = hand.paper(deed.row), hand.paper(deed.other)
    at = hand.tab.at(TEXTS[deed.column % len(TEXTS)])
    if row is None or other is None or at is None or row.number == other.number:
        return
    cells = [(one.id, {hand.tab.header[at]: one.cells[at]}) for one in (row, other)]
    hand.mending.append(partial(put_back, dict(cells)))
    target = {"sheetId": hand.tab.id, "rowIndex": other.number, "columnIndex": at}
    source = hand.box(row.number, row.number + 1, at, at + 1)
    hand.has_mixed = hand.do(
        {"cutPaste": {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}}
    )


def put_back(cells: dict[str, dict[str, Cell]], hand: Hand) -> None:
    """Write texts back beside the IDs that they stood beside."""
    for row in hand.tab.papers:
        if row.id in cells:
            hand.write_row(row.number, cells[row.id])


def two_at_once(hand: Hand, deed: Deed) -> None:
    """Two people write at the same time, in different cells."""
    write(hand, deed)
    hand.again()
    write(hand, Deed("write", deed.other, deed.row, deed.column + 1, "append"))


def enter(hand: Hand, number: int, name: str, old: Cell, form: str) -> None:
    """Change one cell in one of the ways in which people change them."""
    at = hand.tab.at(name)
    word = hand.ledger.word
    if form == "number":
        hand.type(number, at, hand.ledger.figure())
    elif form in _TYPED:
        hand.type(number, at, _TYPED[form](word))
    elif form == "unlink":
        hand.put(number, at, {}, f"{_LINK},textFormatRuns")
    elif form == "relink" and "opinion:**" in old.text:
        # A link over several people's opinions would be nobody's.
        return
    elif form in ("link", "relink"):
        shown = old.text if form == "relink" and old.text else f"{word()} label"
        look = {"textFormat": {"link": {"uri": f"https://example.com/{word()}"}}}
        data = {"userEnteredValue": {"stringValue": shown}, "userEnteredFormat": look}
        hand.put(number, at, data, f"{_VALUE},{_LINK}")
    elif form == "runs":
        runs = [
            {"startIndex": 0},
            {"startIndex": 4, "format": {"link": {"uri": f"https://example.com/{word()}"}}},
            {"startIndex": 9},
        ]
        data = {
            "userEnteredValue": {"stringValue": f"See paper {word()}."},
            "textFormatRuns": runs,
        }
        hand.put(number, at, data, f"{_VALUE},textFormatRuns")
    elif not old.is_formula:
        text = _reworded(form, old.text, word)
        hand.put(number, at, {"userEnteredValue": {"stringValue": text}}, _VALUE)


def _reworded(form: str, old: str, word: Callable[[], str]) -> str:
    if len(old) > 2000:
        return f"{word()} is shorter."
    match form:
        case "append":
            return f"{old} Then {word()}." if old else f"{word()} alone."
        case "front":
            return f"First {word()}. {old}"
        case "middle":
            first, stop, rest = old.partition(". ")
            return f"{first} with {word()}{stop}{rest}"
        case _:
            # Nothing that anybody sees.
            return old.replace(" ", "\xa0", 1).replace("\n", "\r\n") + " "


def fill_row(hand: Hand, number: int, row: Row | None, title_form: str, more: int) -> None:
    """Type a row by hand, cell after cell; without a title where there is no form for one."""
    for name in PUBLIC:
        at = hand.tab.at(name)
        if at is None or (row is not None and not row[name].is_empty):
            continue
        if name == "Title":
            if title_form:
                enter(hand, number, name, Cell({}), title_form)
        elif name in TEXTS and more & (1 << TEXTS.index(name)):
            hand.type(number, at, f"{hand.ledger.word()} typed.")
    if more & (1 << 10):
        hand.type(number, hand.tab.at("Summarizer"), "Bob")
