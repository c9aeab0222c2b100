"""One line of formatted text as Markdown: where the marks stand so that they are marks.

Plain text is taken as it is, marks in it included; nothing is escaped. CommonMark knows a mark by
what stands beside it, so white space at the edges of a format moves out of it, and so does
punctuation that would keep a mark beside a letter from being one.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import quote

BOLD, ITALIC, STRIKE, CODE = "bold", "italic", "strike", "code"

_MARKS = {BOLD: "**", ITALIC: "_", STRIKE: "~~"}
"""In the order in which they stand, outermost first, where two formats cover the same text."""

_ITALIC_BESIDE_A_WORD = "*"
"""An underscore beside a letter means nothing."""

_PLAIN: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Run:
    """A piece of one line in one format, linked to ``url`` if there is one.

    ``is_solid`` says that the text is Markdown already, of a link or code, and not to be cut.
    """

    text: str
    styles: frozenset[str] = _PLAIN
    url: str = ""
    is_solid: bool = False


def write_line(runs: Iterable[Run]) -> str:
    """Return runs of one line as Markdown; how they are split where the format stays is the same.

    Formats that Markdown does not have are left out. The text must not contain a newline.
    """
    solid = [_solid(run) for run in _merged(runs)]
    line = [piece for pieces in solid for piece in pieces]
    for style in _MARKS:
        line = _tightened(line, style)
    return _marked(_merged(line))


def is_punctuation(character: str) -> bool:
    """Tell whether CommonMark takes a character for punctuation; symbols count."""
    return unicodedata.category(character)[0] in "PS"


def is_of_a_word(character: str) -> bool:
    """Tell whether CommonMark takes a character for part of a word."""
    return not character.isspace() and not is_punctuation(character)


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if not run.text:
            continue
        if last and not run.is_solid and replace(last, text=run.text) == run:
            merged[-1] = replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    return merged


def _solid(run: Run) -> list[Run]:
    """Write code and links out."""
    text = run.text.strip()
    if not text or not (run.url or CODE in run.styles):
        return [replace(run, url="", styles=run.styles - {CODE})]
    styles = run.styles - {CODE}
    code = _code(text) if CODE in run.styles else ""
    if run.url:
        return [Run(f"[{code or _label(run.text)}]({_target(run.url)})", styles, is_solid=True)]
    before, after = run.text.split(text, 1)
    pieces = [Run(before, styles), Run(code, styles, is_solid=True), Run(after, styles)]
    return [piece for piece in pieces if piece.text]


def _code(text: str) -> str:
    fence = "`"
    while fence in text:
        fence += "`"
    # Two fences that differ in length can still touch: a space keeps them apart.
    space = " " if text[0] == "`" or text[-1] == "`" else ""
    return f"{fence}{space}{text}{space}{fence}"


def _label(text: str) -> str:
    depth = 0
    for character in text:
        depth += (character == "[") - (character == "]")
        if depth < 0:
            break
    if depth != 0:
        text = re.sub(r"([\[\]])", r"\\\1", text)
    trailing = len(text) - len(text.rstrip("\\"))
    return text + "\\" * (trailing % 2)


def _target(url: str) -> str:
    url = re.sub(r"[\s<>\\\x00-\x1f\x7f]", lambda found: quote(found[0], errors="replace"), url)
    depth = 0
    for character in url:
        depth += (character == "(") - (character == ")")
        if depth < 0:
            break
    return url if depth == 0 else url.replace("(", "%28").replace(")", "%29")


def _tightened(runs: Sequence[Run], style: str) -> list[Run]:
    """Take one format off the edges where its mark could not stand."""
    result: list[Run] = []
    start = 0
    while start < len(runs):
        end = start
        while end < len(runs) and style in runs[end].styles:
            end += 1
        if end == start:
            result.append(runs[start])
            start += 1
            continue
        before = result[-1].text[-1] if result else " "
        after = runs[end].text[0] if end < len(runs) else " "
        front, rest = _off_the_front(runs[start:end], style, before)
        back, rest = _off_the_front(_mirrored(rest), style, after)
        result += [*front, *_mirrored(rest), *_mirrored(back)]
        start = end
    return result


def _off_the_front(runs: Sequence[Run], style: str, before: str) -> tuple[list[Run], list[Run]]:
    """Return what loses the format at the front, and the rest."""
    off, rest = list[Run](), list(runs)
    while rest and (count := _loose(rest[0], before)):
        run = rest[0]
        off.append(replace(run, text=run.text[:count], styles=run.styles - {style}))
        before = run.text[count - 1]
        rest[:1] = [replace(run, text=run.text[count:])] if count < len(run.text) else []
    return off, rest


def _loose(run: Run, before: str) -> int:
    """Return how many characters at the front of a run cannot follow a mark."""
    is_no_mark = is_punctuation(run.text[0]) and is_of_a_word(before)
    if run.is_solid:
        return len(run.text) if is_no_mark else 0
    return len(run.text) - len(run.text.lstrip()) or int(is_no_mark)


def _mirrored(runs: Sequence[Run]) -> list[Run]:
    return [replace(run, text=run.text[::-1]) for run in reversed(runs)]


_OPEN, _CLOSE, _TEXT = "open", "close", "text"
_Token = tuple[str, str]


def _marked(runs: Sequence[Run]) -> str:
    """Write the runs with their marks, well nested."""
    lasts = _lasting(runs)
    tokens: list[_Token] = []
    opened: list[str] = []
    for index, run in enumerate(runs):
        # Formats that overlap are cut where one ends: white space goes between the two halves.
        space = ""
        if any(style not in run.styles for style in opened):
            space = _cut_off_space(tokens)
            while any(style not in run.styles for style in opened):
                tokens.append((_CLOSE, opened.pop()))
        missing = [style for style in _MARKS if style in run.styles and style not in opened]
        missing.sort(key=lambda style: -lasts[index][style])  # stable: else as in _MARKS
        text = run.text.lstrip() if missing else run.text
        space += run.text.removesuffix(text)
        if space:
            tokens.append((_TEXT, space))
        if text:
            tokens += [(_OPEN, style) for style in missing]
            opened += missing
            tokens.append((_TEXT, text))
    tokens += [(_CLOSE, style) for style in reversed(opened)]
    return "".join(_written(tokens))


def _cut_off_space(tokens: list[_Token]) -> str:
    """Take the white space off the end of what is written so far, and return it."""
    kind, text = tokens[-1]
    stripped = text.rstrip() if kind == _TEXT else text
    if stripped != text:
        tokens[-1:] = [(_TEXT, stripped)] if stripped else []
    return text.removeprefix(stripped)


def _lasting(runs: Sequence[Run]) -> list[dict[str, int]]:
    """Return for each run how many runs each of its formats lasts from there."""
    lasting: list[dict[str, int]] = []
    following: dict[str, int] = {}
    for run in reversed(runs):
        following = {style: following.get(style, 0) + 1 for style in run.styles}
        lasting.append(following)
    return lasting[::-1]


def _written(tokens: Sequence[_Token]) -> list[str]:
    written = [text if kind == _TEXT else _MARKS[text] for kind, text in tokens]
    begun = 0
    for index, token in enumerate(tokens):
        if token == (_OPEN, ITALIC):
            begun = index
        elif token == (_CLOSE, ITALIC):
            before = _neighbour(tokens, begun, -1)
            after = _neighbour(tokens, index, 1)
            if is_of_a_word(before) or is_of_a_word(after):
                written[begun] = written[index] = _ITALIC_BESIDE_A_WORD
    return written


def _neighbour(tokens: Sequence[_Token], index: int, step: int) -> str:
    """Return the character beside a mark, seen through marks of its own kind."""
    kind = tokens[index][0]
    while 0 <= index < len(tokens) and tokens[index][0] == kind:
        index += step
    if not 0 <= index < len(tokens):
        return " "
    beside, text = tokens[index]
    return (text[-1] if step < 0 else text[0]) if beside == _TEXT else "*"
