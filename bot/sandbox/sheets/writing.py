"""Writes CellData into cells, under a field mask, with Google's rules about links and runs."""

from dataclasses import replace
from typing import Any

from .entry import retyped
from .errors import invalid
from .fieldmask import Mask, parse
from .model import Cell, Json, check_lengths, utf16_length
from .render import LINK_COLOR

WRITABLE = ("userEnteredValue", "userEnteredFormat", "textFormatRuns", "note", "dataValidation")
_READ_ONLY = ("effectiveValue", "effectiveFormat", "formattedValue", "hyperlink")
_LINKED: Json = {
    "underline": True,
    "foregroundColor": LINK_COLOR,
    "foregroundColorStyle": {"rgbColor": LINK_COLOR},
}


def cell_mask(text: str | None) -> Mask:
    """The `fields` of an update over CellData. Raises GoogleError 400 for none or read-only."""
    if not text:
        raise invalid("At least one field must be listed in 'fields'. (Use '*' to indicate all)")
    mask = parse(text, "CellData")
    for name in mask.parts:
        if name in _READ_ONLY:
            raise invalid(f"Field '{name}' is read only and cannot be listed in 'fields'.")
    return mask


def write(old: Cell, data: Json, mask: Mask) -> Cell:
    """`old` with the fields of `data` that the mask lists; listed and not given means cleared.

    A new value erases the runs of the old text. A run that spans the whole text becomes the
    cell's own format, as Google stores it. Raises GoogleError 400 for what Google refuses.
    """
    cell = old
    if "userEnteredValue" in mask:
        cell = retyped(cell, _value(data.get("userEnteredValue")))
    if "userEnteredFormat" in mask:
        given = merged(
            cell.format or {}, data.get("userEnteredFormat", {}), mask.sub("userEnteredFormat")
        )
        cell = replace(cell, format=given or None)
    if "textFormatRuns" in mask:
        both = bool(mask) and "userEnteredFormat.textFormat.link" in mask
        cell = _with_runs(cell, data.get("textFormatRuns", []), both)
    if "note" in mask:
        cell = replace(cell, note=data.get("note", ""))
    if "dataValidation" in mask:
        cell = replace(cell, validation=data.get("dataValidation"))
    return cell


def merged(old: Any, new: Any, mask: Mask) -> Any:
    """`old` with the parts that the mask lists taken from `new`, dropped where `new` lacks them."""
    if not mask or not isinstance(new, dict):
        return new
    out = dict(old) if isinstance(old, dict) else {}
    for name, below in mask.parts.items():
        value = merged(out.get(name, {}), new.get(name, {}), below) if below else new.get(name)
        if value is None or value == {}:
            out.pop(name, None)
        else:
            out[name] = value
    return out


def _value(value: Json | None) -> Json | None:
    if not value:
        return None
    if len(value) > 1:
        raise invalid("Only one kind of value may be set in an ExtendedValue.")
    kind, held = next(iter(value.items()))
    if kind == "errorValue":
        raise invalid("userEnteredValue.errorValue is read only.")
    if kind == "formulaValue" and not held.startswith("="):
        raise invalid(f"formulaValue must start with '=': {held[:40]}")
    if kind in ("stringValue", "formulaValue"):
        check_lengths([held])
    return None if held == "" else value


def _with_runs(cell: Cell, runs: list[Json], link_too: bool) -> Cell:
    if link_too:
        # Seen with Google: a cell's link sent under a mask that names the runs as well is lost.
        cell = replace(cell, format=_without_link(cell.format))
    if not runs:
        return replace(cell, runs=())
    if cell.text is None:
        raise invalid("textFormatRuns can only be set on cells with text.")
    length = utf16_length(cell.text)
    starts = [run.get("startIndex", 0) for run in runs]
    if starts != sorted(set(starts)) or starts[0] < 0:
        raise invalid("The startIndex of each textFormatRun must be greater than the one before.")
    if starts[-1] >= length:
        raise invalid(
            f"startIndex[{starts[-1]}] of a textFormatRun must be less than the length of the "
            f"cell's text[{length}]."
        )
    if len(runs) == 1 and starts[0] == 0:
        return replace(cell, runs=(), format=_spanning(cell.format, runs[0].get("format", {})))
    if any("link" in run.get("format", {}) for run in runs):
        cell = replace(cell, format=_without_link(cell.format))
    return replace(cell, runs=tuple(_run(run) for run in runs))


def _run(run: Json) -> Json:
    given = run.get("format", {})
    shown = {**_LINKED, **given} if given.get("link", {}).get("uri") else given
    return {"startIndex": run.get("startIndex", 0), "format": shown}


def _spanning(cell_format: Json | None, run_format: Json) -> Json | None:
    text_format = {**(cell_format or {}).get("textFormat", {}), **run_format}
    if not text_format:
        return cell_format
    return {**(cell_format or {}), "textFormat": text_format}


def _without_link(cell_format: Json | None) -> Json | None:
    text_format = (cell_format or {}).get("textFormat", {})
    if not cell_format or "link" not in text_format:
        return cell_format
    rest = {k: v for k, v in text_format.items() if k != "link"}
    kept = {k: v for k, v in cell_format.items() if k != "textFormat"}
    if rest:
        kept["textFormat"] = rest
    return kept or None
