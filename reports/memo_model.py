"""What the memo says, as plain data. The fields have Swedish names: they are the words that a förbundschef meets in the template."""

from __future__ import annotations

from extractors.model import Frozen

BLANK = "____________"
"""A line to fill in by hand."""


class Citation(Frozen):
    """Words of the application and where they stand: ``plats`` to print in brackets, ``kort_plats`` in a narrow column."""

    text: str
    plats: str
    kort_plats: str


class Fact(Frozen):
    """A line of a table of facts."""

    namn: str
    varde: str


class SectionFound(Frozen):
    """A section of the application: where it stands, how long it is and how much it says, or that it was not found."""

    namn: str
    plats: str
    omfang: str
    ord: int
    halt: str


class Finding(Frozen):
    """A criterion that is not fully met; ``osaker`` holds a sentence where the reader must judge for herself."""

    namn: str
    fraga: str
    grund: str
    vikt: str
    status: str
    osaker: str
    skal: str
    citat: tuple[Citation, ...]


class PartyBox(Frozen):
    """One of the four kinds of party: who, and what shows that they are in it."""

    namn: str
    namnd: str
    atagande: str
    underskrift: str


class FourBoxes(Frozen):
    """The four kinds of party of 3 § lagen (2003:1210)."""

    af: PartyBox
    fk: PartyBox
    region: PartyBox
    kommun: PartyBox


class GoalRow(Frozen):
    """A goal with its SMART letters as marks."""

    text: str
    plats: str
    slag: str
    s: str
    m: str
    a: str
    r: str
    t: str


class PeriodRow(Frozen):
    """The costs of a year or another period, and what they add up to."""

    period: str
    poster: str
    summa: str
    kronor: int


class Economy(Frozen):
    """The money: the finding in a sentence, the costs by period, the arithmetic line by line, and the parties' own funds."""

    slutsats: str
    perioder: tuple[PeriodRow, ...]
    utrakning: tuple[str, ...]
    utrakning_mer: tuple[str, ...]
    per_deltagare: str
    egna_medel: tuple[Citation, ...]


class DiscussionPoint(Frozen):
    """One of the seven discussion points: how far the application speaks to it, and its own words where it does."""

    fraga: str
    svar: str
    citat: tuple[Citation, ...]


class Question(Frozen):
    """A question to the applicant: what it is about, and what a good answer holds."""

    namn: str
    rad: str
    grund: str


class Proof(Frozen):
    """The long evidence of a verdict, for the appendix."""

    namn: str
    status: str
    sakerhet: str
    skal: str
    citat: tuple[Citation, ...]


class Steps(Frozen):
    """The case's way, a date for each step; empty where it has not been taken or is not known."""

    inkom: str
    granskad: str
    begard: str
    komplettering: str
    grupp: str
    styrelse: str


class SetAsideRow(Frozen):
    """A verdict set aside by a person: what the program found, what holds instead, why, who and when."""

    namn: str
    program: str
    beslutad: str
    skal: str
    vem: str


class Memo(Frozen):
    """The memo of one application. A field that nothing was found for holds an empty text or a blank line to fill in."""

    ar_ansokan: bool
    ny_version: str
    forbund: str
    avsandare: tuple[str, ...]
    logotyp: bytes | None
    dnr: str
    handlaggare: str
    datum: str
    insats: str
    rubrik: str
    sokande: str
    agare: str
    agarterm: str
    sokt_belopp: str
    tid: str
    tecken: tuple[str, ...]
    aterremiss_punkter: tuple[str, ...]
    sammanfattning: tuple[str, ...]
    fakta: tuple[Fact, ...]
    underlag: tuple[str, ...]
    steg: Steps
    andringar: tuple[str, ...]
    avsnitt: tuple[SectionFound, ...]
    lasning: tuple[str, ...]
    flaggor: tuple[str, ...]
    grunder: str
    brister: tuple[Finding, ...]
    saknas: tuple[Fact, ...]
    uppfyllt: tuple[Fact, ...]
    avsteg: tuple[SetAsideRow, ...]
    parter: FourBoxes
    parter_slutsats: str
    mal: tuple[GoalRow, ...]
    mal_fler: str
    mal_ordagrant: tuple[Citation, ...]
    mal_forklaring: str
    ekonomi: Economy
    punkter: tuple[DiscussionPoint, ...]
    risker: tuple[str, ...]
    fragor_maste: tuple[Question, ...]
    fragor_bor: tuple[Question, ...]
    fragor_bor_fler: str
    samlad_bedomning: tuple[str, ...]
    bedomd_av: str
    skickas_till: tuple[str, ...]
    belagg: tuple[Proof, ...]
    rapportering: str
    profil: str
    fil: str
    fingeravtryck: str
    version: str
