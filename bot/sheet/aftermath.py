"""What a write has met: the rows as they really were at its moment, against what had been read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from bot.sheet.cells import same
from bot.sheet.columns import ID
from bot.sheet.plan import Cells, Table, Write
from bot.sheet.reading import Place


@dataclass
class Aftermath:
    """What the answer to a write proves.

    ``agreed``: papers → what stands in their cells now. ``edits``: papers → what a person had
    just put into a cell that was then written over; the desk takes it in, and the next sync puts
    it back. ``moved`` are rows in which another paper stood by then.
    """

    agreed: dict[str, dict[str, str]] = field(default_factory=dict)
    edits: dict[str, dict[str, str]] = field(default_factory=dict)
    moved: set[int] = field(default_factory=set)


def aftermath(
    writes: Sequence[Write],
    read: Mapping[int, Cells],
    image: Mapping[int, Cells],
    base: Table,
    formulas: Collection[Place] = frozenset(),
) -> Aftermath:
    """Compare the rows as they were read with the image of them just before the write.

    Where a sort or an insertion came between, the cells of another paper were written over: what
    stands there now is what was written, so the next sync gives that paper its own cells back,
    and the one that was meant gets its cells then.
    """
    result = Aftermath()
    for write in writes:
        was, now = read[write.row], image.get(write.row, {})
        column = write.column
        there = now.get(column, "")
        stranger = now.get(ID, "").strip()
        if stranger == was.get(ID, "").strip():
            result.agreed.setdefault(write.paper_id, {})[column] = write.text
            fresh = not same(there, was.get(column, ""))
            if fresh and column != ID and (write.row, column) not in formulas:
                result.edits.setdefault(write.paper_id, {})[column] = there
            continue
        result.moved.add(write.row)
        if stranger in base and column != ID:
            result.agreed.setdefault(stranger, {})[column] = write.text
            if not same(there, base[stranger].get(column, "")):
                result.edits.setdefault(stranger, {})[column] = there
    return result
