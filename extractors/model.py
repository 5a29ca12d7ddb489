"""What the reading room hands on: a `Document` (the words, in order, each with its place) and an `Application` (what they say).

Everything here is a frozen value. Swedish words are those of the public interface (see ``docs/granskningsformat.md``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

BlockKind = Literal["titel", "rubrik", "stycke", "lista", "rad"]
MarginKind = Literal["sidhuvud", "sidfot", "fotnot", "kommentar", "borttaget", "dolt", "innehall", "bildtext"]
Topic = Literal[
    "syfte",
    "mal",
    "malgrupp",
    "aktiviteter",
    "organisation",
    "ekonomi",
    "uppfoljning",
    "implementering",
    "aterkoppling",
    "uppgifter",
    "underskrift",
    "ovrigt",
]
PartyKind = Literal["AF", "FK", "kommun", "region", "annan"]
GoalKind = Literal["deltagarmal", "samverkansmal", "annat"]
FlagId = Literal["personnummer", "kanslig-uppgift", "malltext", "platshallare", "ej-ansokan"]


class Frozen(BaseModel):
    """Base of every value that travels between the rooms."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Block(Frozen):
    """A heading, paragraph, list item or table row of the body, in reading order.

    ``text`` is white-space folded; a table row joins its cells with ``" | "``. ``cells``, ``table`` and ``row`` are set for
    rows only (``table`` counts tables, ``row`` counts from 0). ``certainty`` is below 1 only for text read by OCR.
    """

    id: int
    kind: BlockKind
    text: str
    page: int = 1
    level: int | None = None
    style: str = ""
    bold: bool = False
    italic: bool = False
    size: float | None = None
    cells: tuple[str, ...] = ()
    table: int | None = None
    row: int | None = None
    header_row: bool = False
    placeholder: bool = False
    certainty: float = 1.0
    topics: tuple[Topic, ...] = ()


class MarginText(Frozen):
    """Text of the file that is no part of the body: page headers, footers, notes, comments, deleted or hidden wording."""

    kind: MarginKind
    text: str
    page: int = 1


class Loss(Frozen):
    """The account of what was read against what the file holds, in words.

    ``source_words`` counts the raw file (XML text, or PDF characters by the second engine), ``read_words`` the blocks and margins.
    ``notes`` are Swedish sentences about what could not be read or needs a reader's eye.
    """

    source_words: int = 0
    read_words: int = 0
    pages_without_text: tuple[int, ...] = ()
    pictures: int = 0
    controls: int = 0
    text_boxes: int = 0
    notes: tuple[str, ...] = ()

    @property
    def share(self) -> float:
        """Share of the source's words that were read, 0 to 1 (1 for a source without words)."""
        return min(1.0, self.read_words / self.source_words) if self.source_words else 1.0


class Document(Frozen):
    """A file as it was read: ordered body blocks, margin text, and the account of losses."""

    kind: str
    pages: int = 1
    ocr: bool = False
    blocks: tuple[Block, ...] = ()
    margins: tuple[MarginText, ...] = ()
    loss: Loss = Loss()
    title: str | None = None


class Sentence(Frozen):
    """A sentence, list item, heading or table row, with its place and what it is a sign of.

    ``start`` is the offset in the block's text, so that ``block.text[start:start + len(text)] == text``.
    ``signs`` maps a label (criterion id, or ``id~``, ``id-``, ``id?``, ``mal:deltagarmal`` …) to a probability.
    ``prompt`` tells a form's own question or instruction, which is never evidence.
    """

    id: int
    block: int
    start: int
    text: str
    kind: BlockKind
    page: int = 1
    topics: tuple[Topic, ...] = ()
    heading: str = ""
    signs: Mapping[str, float] = Field(default_factory=dict)
    prompt: bool = False


class Found(Frozen):
    """A fact read in the text: its value as written in the review, the words it rests on, and how sure the reading is."""

    value: str | int
    quote: str
    block: int
    certainty: float = 0.9


class Quote(Frozen):
    """Words of the document: a substring of the block's text, character for character."""

    text: str
    block: int


class Head(Frozen):
    """The form head. Dates are ``YYYY-MM-DD`` (``datum``) or ``YYYY-MM`` (``start``, ``slut``); the amount is whole kronor."""

    insatsnamn: Found | None = None
    datum: Found | None = None
    sokande: Found | None = None
    insatsansvarig: Found | None = None
    forbund: Found | None = None
    start: Found | None = None
    slut: Found | None = None
    manader: Found | None = None
    sokt_belopp_kr: Found | None = None


class Party(Frozen):
    """An organisation named in the text. ``participates``: it commits something, owns, staffs, steers or signs."""

    name: str
    kind: PartyKind
    participates: bool
    owner: bool = False
    mentions: tuple[Quote, ...] = ()
    commitments: tuple[Quote, ...] = ()
    signed: bool = False
    owner_quote: Quote | None = None


class Goal(Frozen):
    """A goal statement with its SMART letters; ``grade`` is ``matbart``, ``konkret`` or ``allmant``."""

    text: str
    kind: GoalKind
    specific: bool
    measurable: bool
    accepted: bool
    realistic: bool
    timed: bool
    block: int
    certainty: float = 0.9
    horizon: Literal["kort", "lang"] | None = None
    grade: Literal["matbart", "konkret", "allmant"] = "allmant"


class BudgetRow(Frozen):
    """A cost in whole kronor. ``period`` is a year, ``"per år"``, ``"totalt"`` or None."""

    post: str
    amount_kr: int
    period: str | None
    block: int


class BudgetSum(Frozen):
    """A sum stated in the text and, where it can be computed, what the rows add up to."""

    text: str
    amount_kr: int
    computed_kr: int | None
    block: int


class Budget(Frozen):
    """The budget. ``adds_up`` is None where it cannot be computed. ``arithmetic`` shows the sums, one Swedish line each."""

    rows: tuple[BudgetRow, ...] = ()
    sums: tuple[BudgetSum, ...] = ()
    adds_up: bool | None = None
    arithmetic: tuple[str, ...] = ()
    own_funds: tuple[Quote, ...] = ()


class Signature(Frozen):
    """A line of a signature block: a named person with title or organisation, and the party it stands for."""

    name: str
    title: str
    organisation: str
    kind: PartyKind | None
    block: int


class Flag(Frozen):
    """Something to look at, with its place."""

    id: FlagId
    quote: str
    block: int


class Application(Frozen):
    """What a document says: its blocks with topics, its sentences with signs, and the facts."""

    document: Document
    sentences: tuple[Sentence, ...] = ()
    head: Head = Head()
    parties: tuple[Party, ...] = ()
    goals: tuple[Goal, ...] = ()
    budget: Budget = Budget()
    signatures: tuple[Signature, ...] = ()
    flags: tuple[Flag, ...] = ()

    def block(self, number: int) -> Block:
        """The body block with this id; blocks are numbered by their place."""
        return self.document.blocks[number]
