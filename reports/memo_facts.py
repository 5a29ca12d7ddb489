"""The memo's facts: parties in four boxes, goals, the money, and the table of facts."""

from __future__ import annotations

from extractors.model import Application, Found, GoalKind, Party, PartyKind, Quote
from reports.memo_model import BLANK, Citation, Economy, Fact, FourBoxes, GoalRow, PartyBox, PeriodRow
from reports.participants import participants
from reports.quoting import Quoter
from reports.swedish_text import (
    HARD,
    capital,
    clean,
    hard_figures,
    kronor,
    listed,
    months_between,
    number,
    swedish_date,
    thousands,
)
from rules.facts_parties import kinds, participating
from rules.model import Evidence, Review
from rules.profile import Profile

UNKNOWN = "Framgår inte av ansökan"
_YES, _NO = "✓", "–"
_GOAL_KINDS: dict[GoalKind, str] = {"deltagarmal": "Deltagare", "samverkansmal": "Samverkan", "annat": "Annat"}
_COMMITMENT, _GOAL, _GROUP, _OWN_FUNDS = 60, 130, 130, 110
_MOST_GOALS, _MOST_POSTS, _MOST_SUMS, _MOST_NAMES = 6, 10, 3, 6


def some(names: list[str], what: str) -> list[str]:
    """The first names of a long list, with the number of those left out: ``…, 4 parter till``."""
    more = len(names) - _MOST_NAMES
    return [*names[:_MOST_NAMES], f"{more} {what} till"] if more > 1 else names


def value(found: Found | None) -> str:
    """A fact of the form head as text; empty where none was found."""
    return clean(str(found.value)) if found else ""


def period(application: Application) -> str:
    """``januari 2027–december 2028 (24 månader)``, or as much of it as is known; empty where nothing is."""
    head = application.head
    start, end = value(head.start), value(head.slut)
    months = f"{value(head.manader)}{HARD}månader" if head.manader else ""
    if start and end:
        span = months_between(start, end)
    else:
        span = f"från {swedish_date(start)}" if start else f"till {swedish_date(end)}" if end else ""
    return f"{span} ({months})" if span and months else span or months


def decided_period(application: Application) -> str:
    """The time that a decision is for, ``januari 2027–december 2028``; a line to fill in where an end of it is unknown."""
    head = application.head
    if head.start and head.slut:
        return months_between(value(head.start), value(head.slut))
    return BLANK


def _best_commitment(party: Party, application: Application) -> Quote | None:
    """The commitment that names its party, rather than one of several parties together; the form head comes last."""
    name = clean(party.name).split(" ")[0].casefold().removesuffix("s")

    def order(quote: Quote) -> tuple[bool, bool]:
        return "uppgifter" in application.block(quote.block).topics, name not in quote.text.casefold()

    return min(party.commitments, key=order, default=None)


def _box(application: Application, kind: PartyKind, quoter: Quoter) -> PartyBox:
    own = [p for p in application.parties if p.kind == kind]
    if not own:
        return PartyBox(namn="Nämns inte", namnd="Nej", atagande="–", underskrift="–")
    own.sort(key=lambda p: not p.participates)
    mention = next((q for p in own for q in p.mentions), None)
    cited = [quoter.cite(q.text, q.block, _COMMITMENT) for p in own if (q := _best_commitment(p, application))]
    promised = "; ".join(dict.fromkeys(f"”{c.text}” ({c.kort_plats})" for c in cited[:1]))
    signed = [clean(p.name) for p in own if p.signed]
    names = [clean(p.name) + (" (ägare)" if p.owner else "") for p in own]
    return PartyBox(
        namn=listed(names),
        namnd=f"Ja ({quoter.cite('', mention.block).kort_plats})" if mention else "Ja",
        atagande=promised or "Hittades inte",
        underskrift=("Ja" if len(own) == 1 else listed(signed)) if signed else "Hittades inte",
    )


def four_boxes(application: Application, quoter: Quoter) -> FourBoxes:
    """What shows that each of the four kinds of party is in the insats."""
    return FourBoxes(
        af=_box(application, "AF", quoter),
        fk=_box(application, "FK", quoter),
        region=_box(application, "region", quoter),
        kommun=_box(application, "kommun", quoter),
    )


def parties_in_words(application: Application) -> str:
    """How many of the four kinds take part, and who else is named."""
    taking_part = participating(application)
    count = len(kinds(taking_part))
    verb = {0: "Ingen", 1: "En"}.get(count, capital(number(count)))
    told = f"{verb} av de fyra slagen av parter deltar enligt texten."
    if sum(p.kind == "kommun" for p in taking_part) > 1:
        told += " Kommunerna räknas tillsammans som en part (5 § lagen 2003:1210)."
    others = [clean(p.name) for p in application.parties if p.kind == "annan"]
    return told + (f" Andra som nämns: {listed(others)}." if others else "")


def goals(application: Application, quoter: Quoter) -> tuple[GoalRow, ...]:
    """The goals with their SMART letters, the first of them where they are many."""

    def mark(holds: bool) -> str:
        return _YES if holds else _NO

    return tuple(
        GoalRow(
            text=quoter.words(g.text, _GOAL),
            plats=quoter.place(g.block),
            slag=_GOAL_KINDS[g.kind],
            s=mark(g.specific),
            m=mark(g.measurable),
            a=mark(g.accepted),
            r=mark(g.realistic),
            t=mark(g.timed),
        )
        for g in application.goals[:_MOST_GOALS]
    )


def beside_the_goals(review: Review) -> str:
    """What the table of goals has no room for: those left out, and those that nothing else in the application seems to answer to."""
    goals = review.application.goals
    more = len(goals) - _MOST_GOALS
    told = [f"{capital(number(more))} mål till står i bilagan."] if more > 0 else []
    alone = [a.goal + 1 for a in review.coherence if a.alone and a.goal < _MOST_GOALS]
    if alone:
        shown = "målet" if len(goals) == 1 else f"mål {listed([str(n) for n in alone])}, räknat uppifrån"
        told.append(f"Varken aktivitet eller uppföljning hittades som svarar mot {shown}. Se efter i ansökan.")
    return " ".join(told)


def goals_in_full(application: Application, quoter: Quoter) -> tuple[Citation, ...]:
    """All goals word for word, where the table shortens or leaves out any; for the appendix."""
    cut = len(application.goals) > _MOST_GOALS or any(len(clean(g.text)) > _GOAL for g in application.goals)
    return tuple(quoter.cite(g.text, g.block) for g in application.goals) if cut else ()


def smart_in_words(profile: Profile) -> str:
    """What the letters stand for, in this förbund's reading."""
    last = "tidsatt" if profile.smart_t == "tidsatt" else "tillämpbart, här prövat som tidsatt"
    return f"S specifikt, M mätbart, A accepterat av parterna, R realistiskt, T {last}. ✓ hittades, – hittades inte."


def _periods(application: Application, quoter: Quoter) -> tuple[PeriodRow, ...]:
    """The budget's rows gathered by their period, in the order that the periods first occur; years in order."""
    by_period: dict[str, list[tuple[str, int]]] = {}
    for row in application.budget.rows:
        by_period.setdefault(row.period or "Utan angiven period", []).append(
            (hard_figures(quoter.words(row.post, 60)), row.amount_kr)
        )
    years_first = sorted(by_period, key=lambda p: (not p.isdigit(), p if p.isdigit() else ""))
    return tuple(
        PeriodRow(
            period=capital(p),
            poster=_posts(by_period[p]),
            summa=thousands(sum(amount for _, amount in by_period[p])),
            kronor=sum(amount for _, amount in by_period[p]),
        )
        for p in years_first
    )


def _posts(rows: list[tuple[str, int]]) -> str:
    """The posts of a period with their amounts, the largest where they are many; the rest as one sum."""
    most = sorted(rows, key=lambda row: -row[1])[:_MOST_POSTS]
    shown = rows if len(rows) <= _MOST_POSTS + 1 else [row for row in rows if row in most][:_MOST_POSTS]
    told = [f"{post}{HARD}{thousands(amount)}" for post, amount in shown]
    if more := len(rows) - len(shown):
        left = sum(amount for _, amount in rows) - sum(amount for _, amount in shown)
        told.append(f"{number(more)} mindre poster{HARD}{thousands(left)}")
    return ", ".join(told)


def _each(review: Review, quoter: Quoter) -> str:
    """The cost per participant with its arithmetic, or why it cannot be told."""
    planned, amount = participants(review.application), review.application.head.sokt_belopp_kr
    if planned and amount and planned[0]:
        total, count = int(amount.value), planned[0]
        return (
            f"{thousands(total)} / {thousands(count)} deltagare ({quoter.place(planned[1].block)}) = "
            f"{kronor(round(total / count))} per deltagare"
        )
    unknown = listed([*([] if amount else ["sökt belopp"]), *([] if planned else ["antal deltagare"])])
    return f"går inte att räkna, {unknown} framgår inte"


def economy(review: Review, quoter: Quoter) -> Economy:
    """The money. The finding is that of the criterion ``budget-summerar``; nothing is computed anew."""
    application = review.application
    adds_up = application.budget.adds_up
    if adds_up is None:
        told = "Summorna går inte att räkna efter av det som står i ansökan."
    elif adds_up:
        told = "Posterna stämmer med de summor som anges."
    else:
        told = "Posterna stämmer inte med de summor som anges. Be sökanden rätta budgeten före beslut."
    sums = tuple(hard_figures(clean(line)) for line in application.budget.arithmetic)
    return Economy(
        slutsats=told if application.budget.rows or application.budget.sums else "Ingen budget hittades i ansökan.",
        perioder=_periods(application, quoter),
        utrakning=sums[:_MOST_SUMS],
        utrakning_mer=sums[_MOST_SUMS:],
        per_deltagare=_each(review, quoter),
        egna_medel=tuple(quoter.cite(q.text, q.block, _OWN_FUNDS) for q in _own_funds(review)),
    )


def _own_funds(review: Review) -> tuple[Evidence | Quote, ...]:
    """What the text says of the parties' own money: the verdict's words, or else what the budget reader found."""
    verdict = review.verdict("egna-medel")
    found = () if verdict.is_gap else verdict.quotes
    return (found or review.application.budget.own_funds)[:2]


def group(review: Review, quoter: Quoter, most: int = _GROUP) -> Citation | None:
    """The words that say who can take part; None where they were not found."""
    verdict = review.verdict("malgrupp")
    return quoter.citations(verdict.quotes, 1, most)[0] if verdict.quotes and verdict.status != "saknas" else None


def facts(review: Review, profile: Profile, quoter: Quoter) -> tuple[Fact, ...]:
    """The table of facts. What the program does not read is left as a line to fill in."""
    application = review.application
    head = application.head
    who = group(review, quoter)
    taking_part = [clean(p.name) for p in participating(application)]
    owners = [clean(p.name) for p in application.parties if p.owner]
    planned = participants(application)
    amount = head.sokt_belopp_kr
    own = _own_funds(review)
    rows = {
        "Sökande": value(head.sokande) or UNKNOWN,
        capital(profile.owner_term): listed(owners) or UNKNOWN,
        "Insatsansvarig": value(head.insatsansvarig) or UNKNOWN,
        "Parter som deltar": listed(taking_part) or UNKNOWN,
        "Målgrupp": f"”{who.text}” ({who.plats})" if who else UNKNOWN,
        "Antal deltagare": f"{thousands(planned[0])} ({quoter.place(planned[1].block)})" if planned else UNKNOWN,
        "Tid": capital(period(application)) or UNKNOWN,
        "Sökt belopp": kronor(int(amount.value)) if amount else UNKNOWN,
        "Parternas egna medel": "Nämns, se Ekonomi" if own else UNKNOWN,
        "Inriktning, metod, ESF": _follow_up(review, quoter),
    }
    return tuple(Fact(namn=name, varde=text) for name, text in rows.items())


def _follow_up(review: Review, quoter: Quoter) -> str:
    """What Uppföljning Finsam asks for, each with its place; what the text does not say is left to fill in."""
    told = review.follow_up
    direction = f"{told.direction.value} ({quoter.place(told.direction.block)})" if told.direction else BLANK
    methods = listed([f"{m.value}" for m in told.methods]) or BLANK
    esf = f"{told.esf.value} ({quoter.place(told.esf.block)})" if told.esf else "ja/nej"
    return f"Individ/struktur: {direction} Uppföljningsmetod: {methods} ESF: {esf}"
