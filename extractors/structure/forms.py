"""Tables that are forms: tell a table of data from one that only lays out prompts and answers, and give its blocks.

Many forms put a whole section into a cell: a label row and an answer row in one column, or a prompt beside a long
answer. Such a table is read as headings and text. Rows of short cells (a label and its value, amounts, a timetable)
stay rows. Any reader that knows rows and cells can use it; `cell` makes a cell out of plain lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.model import Block

_LABEL_WORDS = 14
_BOLD_PROMPT_WORDS = 25
_LONG_ANSWER_WORDS = 30
_LONG_BESIDE_HEADER = 40  # under a header row the answers must be longer before they leave their rows
_PROSE_WORDS = 10
_SHORT_VALUE_WORDS = 20
_AMOUNT = re.compile(r"^[\s\d.,]*\d{2,}[\s\d.,]*(?:kr|kronor|sek|tkr|mkr|:-)?\.?$", re.I)
_NUMBERED = re.compile(r"^\d{1,2}(?:\.\d{1,2})*[.)]?\s+\S")
_SENTENCE_INSIDE = re.compile(r"[^\W\d]{3}[.!?] +[A-ZÅÄÖ]\w")
_GUIDE = re.compile(r"^(?:\(|\[|ange|beskriv|redogör|skriv|fyll i|här )", re.I)


@dataclass(frozen=True)
class Cell:
    """A cell: what it holds, its first column, how many it spans, whether it continues the one above, and shading."""

    blocks: tuple[Block, ...] = ()
    column: int = 0
    span: int = 1
    continues: bool = False
    shaded: bool = False

    @property
    def text(self) -> str:
        """All the cell says, on one line."""
        return " ".join(b.text for b in self.blocks)

    @property
    def words(self) -> int:
        """How many words the cell holds."""
        return sum(len(b.text.split()) for b in self.blocks)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold; False for an empty cell."""
        return bool(self.blocks) and all(b.bold for b in self.blocks)


@dataclass(frozen=True)
class Row:
    """A table row. ``header``: the file says that it is a header row."""

    cells: tuple[Cell, ...]
    header: bool = False

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold something."""
        return tuple(c for c in self.cells if c.blocks)


def cell(lines: Iterable[str], *, column: int = 0, page: int = 1, bold: bool = False) -> Cell:
    """A cell out of plain lines of text, for readers that know no more about them."""
    texts = (" ".join(line.split()) for line in lines)
    return Cell(tuple(Block(id=0, kind="stycke", text=t, page=page, bold=bold) for t in texts if t), column=column)


def table_blocks(rows: Sequence[Row], table: int) -> list[Block]:
    """The blocks of a table in reading order; rows get this table number and count from 0. Block ids are left at 0."""
    width = max((len(r.filled) for r in rows), default=0)
    data = width > 1 and is_data(rows)
    columns = _usual_columns(rows) if data else ()
    habit = _habit(rows)
    found: list[Block] = []
    header_before = asked = False
    for i, row in enumerate(rows):
        filled = row.filled
        if not filled:
            continue
        header = _is_header(rows, i, header_before)
        header_before = header_before or header
        if data and not (len(filled) == 1 and len(row.cells) == 1 and len(rows) > 1 and not found):
            found.append(_row_block(_aligned(row, columns), row, table, i, header=header))
        elif (len(row.cells) == 1 or width == 1) and not (width > 1 and _label_and_value(filled[0])):
            below = None if asked else _next_filled(rows, i)  # what follows a prompt is its answer
            section = _section(filled[0], below, habit, alone=width == 1)
            asked = len(section) == 1 and section[0].kind == "rubrik"
            found += section
        else:
            found += _form_row(row, table, i, habit, header=header)
    return found


def is_data(rows: Sequence[Row]) -> bool:
    """Whether a table of several columns holds data (header and short cells, or amounts), not prompts and answers."""
    full = [r for r in rows if len(r.filled) > 1]
    if not full or any(b.kind == "rad" for r in full for c in r.filled for b in c.blocks):
        return False
    width = max(len(r.filled) for r in full)
    amounts = sum(bool(_AMOUNT.match(c.text)) for r in full for c in r.filled[1:])
    if len(full) > 1 and amounts >= len(full):
        return True
    header = len(full) > 1 and _is_header(rows, rows.index(full[0]), before=False)
    if width == 2:
        answers = sorted(r.filled[-1].words for r in full[1:])
        return header and answers[len(answers) // 2] < _LONG_BESIDE_HEADER
    if header:
        return True
    regular = sum(len(r.filled) == width for r in full) >= 0.7 * len(full)
    return (
        regular
        and len(full) > 2
        and all(len(c.blocks) == 1 and c.words <= _LONG_ANSWER_WORDS for r in full for c in r.filled)
    )


def is_prompt(block: Block, *, followed: bool) -> bool:
    """Whether a line of a form asks for what comes after it: a short label, a question, or bold words.

    ``followed``: something longer, or not bold, comes after it in the form.
    """
    words = len(block.text.split())
    if block.kind in ("rubrik", "titel"):
        return True
    if block.kind in ("lista", "rad") or block.placeholder or not any(c.isalpha() for c in block.text):
        return False
    if _SENTENCE_INSIDE.search(block.text):
        return False
    if block.bold or block.text.endswith("?"):
        return words <= _BOLD_PROMPT_WORDS and not (block.italic and not block.bold)
    if block.italic or block.text[-1] in ".,;!" or words > _LABEL_WORDS or _GUIDE.match(block.text):
        return False
    return block.text.endswith(":") or bool(_NUMBERED.match(block.text)) or followed


@dataclass(frozen=True)
class _Habit:
    """How a form is filled in on the whole: rows hold sections of text; cells open with a label above their text."""

    sections: bool = False
    labels: bool = False


def _habit(rows: Sequence[Row]) -> _Habit:
    pairs = [r for r in rows if len(r.filled) == 2]
    cells = [c for r in rows for c in r.filled if c.words > _LABEL_WORDS]
    open_with_label = sum(len(c.blocks) > 1 and is_prompt(c.blocks[0], followed=True) for c in cells)
    return _Habit(
        sections=len(pairs) > 2 and sum(_holds_text(r) for r in pairs) >= 0.4 * len(pairs),
        labels=open_with_label > 2 and open_with_label >= 0.6 * len(cells),
    )


def _several_texts(answer: Cell) -> bool:
    """Whether an answer is text in its own right: several paragraphs or items, or a table of its own."""
    if any(b.kind == "rad" for b in answer.blocks):
        return True
    return len(answer.blocks) > 1 and (
        answer.words > _SHORT_VALUE_WORDS or any(b.kind == "lista" for b in answer.blocks)
    )


def _is_header(rows: Sequence[Row], i: int, before: bool) -> bool:
    """Marked as header in the file, or a first row in bold; later, a bold row of labels above a row that is not."""
    row = rows[i]
    filled = row.filled
    if row.header:
        return True
    if (
        len(filled) < 2
        or not all(c.bold for c in filled)
        or any(_AMOUNT.match(c.text) and not _year(c.text) for c in filled)
    ):
        return False
    below = next((r for r in rows[i + 1 :] if r.filled), None)
    return (
        below is not None and not all(c.bold for c in below.filled) and (before or not any(r.filled for r in rows[:i]))
    )


def _year(text: str) -> bool:
    return bool(re.match(r"^(?:19|20)\d\d$", text.strip()))


def _usual_columns(rows: Sequence[Row]) -> tuple[int, ...]:
    """Where the columns of most rows begin."""
    counts = Counter(tuple(c.column for c in r.cells) for r in rows if len(r.filled) > 1)
    return counts.most_common(1)[0][0] if counts else ()


def _aligned(row: Row, columns: tuple[int, ...]) -> tuple[str, ...]:
    """The row's texts, with empty ones where a wide cell covers columns, so that amounts stand under their heads."""
    starts = {c.column: c.text for c in row.cells}
    if starts.keys() <= set(columns) and len(starts) == len(row.cells):
        return tuple(starts.get(c, "") for c in columns)
    return tuple(c.text for c in row.cells)


def _row_block(cells: tuple[str, ...], row: Row, table: int, number: int, *, header: bool = False) -> Block:
    inner = [b for c in row.filled for b in c.blocks]
    return Block(
        id=0,
        kind="rad",
        text=" ".join(" | ".join(cells).split()),
        page=inner[0].page,
        bold=all(b.bold for b in inner),
        italic=all(b.italic for b in inner),
        size=inner[0].size,
        cells=cells,
        table=table,
        row=number,
        header_row=header,
        placeholder=any(b.placeholder for b in inner),
        certainty=min(b.certainty for b in inner),
    )


def _next_filled(rows: Sequence[Row], i: int) -> Cell | None:
    return next((r.filled[0] for r in rows[i + 1 :] if r.filled), None)


def _section(content: Cell, below: Cell | None, habit: _Habit, *, alone: bool) -> list[Block]:
    """A cell that fills its row: a prompt for the rows below, or a section's text that may open with its own prompt."""
    blocks = list(content.blocks)
    first = blocks[0]
    if len(blocks) == 1:
        longer = below is not None and (below.words > 2 * content.words or len(below.blocks) > 1) and not below.bold
        if is_prompt(first, followed=longer and (content.shaded or alone)):
            blocks[0] = _as_heading(first)
        return blocks
    rest = Cell(tuple(blocks[1:]))
    if (
        is_prompt(first, followed=habit.labels or (rest.words > _SHORT_VALUE_WORDS and content.shaded))
        and not rest.bold
    ):
        blocks[0] = _as_heading(first)
    return blocks


def _form_row(row: Row, table: int, number: int, habit: _Habit, *, header: bool) -> list[Block]:
    """A row of a form: label and value, prompt and long answer, cells with labels inside, or texts side by side."""
    filled = row.filled
    texts = tuple(c.text for c in row.cells)
    if header:
        return [_row_block(texts, row, table, number, header=True)]
    pairs = [_label_and_value(c) for c in filled]
    if any(pairs) and all(p or _is_label(c) for p, c in zip(pairs, filled, strict=True)):
        # A label alone is one whose value was left empty.
        return [_row_block(p or (c.text, ""), Row((c,)), table, number) for p, c in zip(pairs, filled, strict=True)]
    if not _holds_text(row) and not (habit.sections and _is_section_answer(row)):
        return [_row_block(texts, row, table, number)]
    blocks: list[Block] = []
    for c in filled:
        inner = list(c.blocks)
        if len(filled) > 1 or len(inner) > 1:
            beside_answer = len(filled) == 2 and c is filled[0] and not any(ch.isdigit() for ch in inner[0].text)
            if is_prompt(inner[0], followed=beside_answer or (habit.labels and len(inner) > 1)):
                inner[0] = _as_heading(inner[0])
        blocks += inner
    return blocks


def _holds_text(row: Row) -> bool:
    """Whether a form's row holds text that should leave the row, rather than short cells that belong together."""
    filled = row.filled
    if any(c.words > _LONG_ANSWER_WORDS or _several_texts(c) for c in filled):
        return True
    if len(filled) == 2 and (filled[0].bold or filled[0].shaded or filled[0].text.endswith("?")):
        answer = filled[1]
        return answer.words >= _PROSE_WORDS and answer.text.endswith((".", "?", "!"))
    # Lines under each other in several cells: the signatures of several parties.
    return len(filled) > 1 and sum(len(c.blocks) > 1 for c in filled) > 1


def _is_section_answer(row: Row) -> bool:
    """Whether a row of two cells answers in a sentence or in several lines, however short."""
    if len(row.filled) != 2:
        return False
    answer = row.filled[1]
    return len(answer.blocks) > 1 or (answer.words > 2 and answer.text.endswith((".", "?", "!")))


def _label_and_value(content: Cell) -> tuple[str, str] | None:
    """The two texts of a cell that holds a small label and, under it, one short value."""
    if len(content.blocks) != 2:
        return None
    label, value = content.blocks
    if _GUIDE.match(value.text):
        return None
    looks = (
        label.bold != value.bold or label.italic != value.italic or label.size != value.size or label.text.endswith(":")
    )
    if (
        not looks
        or label.kind != "stycke"
        or value.kind != "stycke"
        or value.bold
        or len(label.text.split()) > _LABEL_WORDS
    ):
        return None
    words = len(value.text.split())
    prose = words > _SHORT_VALUE_WORDS or (words >= _PROSE_WORDS and value.text.endswith((".", "?", "!")))
    return None if prose else (label.text, value.text)


def _is_label(content: Cell) -> bool:
    return len(content.blocks) == 1 and content.words <= _LABEL_WORDS


def _as_heading(block: Block) -> Block:
    if block.kind in ("rubrik", "titel"):
        return block
    return block.model_copy(update={"kind": "rubrik", "level": 2})
