"""Text from people never runs as code, wherever it comes from and wherever it is shown."""

from typing import Any

from gspread.utils import ValueInputOption
from playwright.sync_api import Page, expect

from tests.page.doing import become, messages, say
from tests.page.rooms import BareRoom, DemoRoom
from tests.page.visits import Visits
from tests.scenarios.doing import claimed, row, submitted

RUN = "window.ran=(window.ran||0)+1"
HOSTILE = (
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f"\"'><svg onload={RUN}>",
    f"<a href=javascript:{RUN}>press</a>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'></iframe>",
    f"[press](javascript:{RUN})",
    f"<javascript:{RUN}|press>",
    f"`</code><script>{RUN}</script>`",
    f"{{{{constructor.constructor('{RUN}')()}}}}",
    f"data:text/html,<script>{RUN}</script>",
)
LINKS = (f"javascript:{RUN}", f"JaVaScRiPt:{RUN}", f"data:text/html,<script>{RUN}</script>")

_LOOK = """() => ({
  ran: window.ran ?? 0,
  schemes: [...new Set([...document.querySelectorAll("a[href]")].map((one) => one.protocol))],
  scripts: [...document.scripts].filter((one) => !one.src.endsWith("/page/main.js")).length,
  frames: document.querySelectorAll("iframe, object, embed, base, form").length,
  pictures: [...document.images].filter((one) => !one.src.includes("/page/")).length,
  handlers: [...document.querySelectorAll("*")]
    .flatMap((one) => one.getAttributeNames())
    .filter((name) => name.startsWith("on")).length,
})"""


def expect_harmless(page: Page) -> None:
    """See that nothing has run, and that nothing is there that could."""
    found: dict[str, Any] = page.evaluate(_LOOK)
    assert set(found.pop("schemes")) <= {"http:", "https:", "mailto:"}
    assert found == {"ran": 0, "scripts": 0, "frames": 0, "pictures": 0, "handlers": 0}


def test_what_is_said_does_not_run(room: DemoRoom, visit: Visits) -> None:
    page = visit(room)
    for number, text in enumerate(HOSTILE):
        say(page, f"Before. {text} After {number}.")
        expect(messages(page).last).to_contain_text(f"After {number}.")
        expect_harmless(page)


def test_names_do_not_run(room: DemoRoom, visit: Visits) -> None:
    for text in HOSTILE[:4]:
        room.do("say", user=room.person(text[:80]), channel=room.channel, text="Hello.")
    page = visit(room)
    page.get_by_role("button", name="You are").click()
    expect(page.get_by_role("menuitemradio").filter(has_text=HOSTILE[1])).to_be_visible()
    page.keyboard.press("Escape")
    expect(messages(page).filter(has_text=HOSTILE[0]).first).to_be_visible()
    expect_harmless(page)
    become(page, HOSTILE[1])
    assert HOSTILE[1] in page.get_by_role("button", name="You are").inner_text()
    expect_harmless(page)


def test_titles_and_summaries_do_not_run(room: DemoRoom, visit: Visits) -> None:
    user = room.person("Author")
    everything = "\n\n".join(HOSTILE)
    fields = {"summary": everything, "opinion": everything, "authors": everything[:300]}
    paper = submitted(room, user, f"Hostile {' '.join(HOSTILE)}"[:300], **fields)
    page = visit(room, user)
    mine = messages(page).filter(has_text="waiting for review")
    expect(mine).to_be_visible()
    expect_harmless(page)
    mine.get_by_role("button", name="Edit", exact=True).click()
    form = page.get_by_role("dialog", name="Edit a summary")
    expect(form.get_by_role("textbox", name="Summary")).to_contain_text("onerror")
    expect_harmless(page)
    form.get_by_role("button", name="Cancel").click()
    mine.get_by_role("button", name="Add opinion").click()
    expect(page.get_by_role("dialog", name="opinion")).to_be_visible()
    expect_harmless(page)
    page.keyboard.press("Escape")
    cell = page.get_by_role("gridcell").filter(has_text="Hostile <script>").first
    cell.scroll_into_view_if_needed()
    cell.dblclick()
    expect_harmless(page)
    page.keyboard.press("Escape")
    row(room, paper, lambda found: "onerror" in found["Summary"])


def test_cells_do_not_run(bare_room: BareRoom, visit: Visits) -> None:
    tab = bare_room.sheet().sheet1
    cells = [[text] for text in HOSTILE]
    cells += [[f'=HYPERLINK("{link}", "press")'] for link in LINKS]
    tab.update(cells, "A1", value_input_option=ValueInputOption.user_entered)
    page = visit(bare_room)
    grid = page.get_by_role("grid")
    for text in HOSTILE:
        expect(grid.get_by_role("gridcell").filter(has_text=text[:40]).first).to_be_visible()
    grid.get_by_role("gridcell").filter(has_text=HOSTILE[0]).first.click()
    for _ in cells:
        page.keyboard.press("ArrowDown")
        expect_harmless(page)
    page.keyboard.press("F2")
    expect_harmless(page)


def test_what_stands_in_the_message_box_and_the_home_does_not_run(
    room: DemoRoom, visit: Visits
) -> None:
    user = room.person("Writer")
    claimed(room, user, f"Hostile home {HOSTILE[1]} {HOSTILE[5]}")
    page = visit(room, user)
    page.get_by_role("list", name="Apps").get_by_role("button").click()
    page.get_by_role("tab", name="Home").click()
    expect(page.get_by_role("tabpanel", name="Home")).to_contain_text("Hostile home")
    expect_harmless(page)
