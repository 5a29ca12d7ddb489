"""The memo's findings: the criteria that the profile counts, the questions to the applicant, and the long evidence."""

from __future__ import annotations

from collections.abc import Sequence

from reports.memo_model import DiscussionPoint, Fact, Finding, Proof, Question
from reports.quoting import Quoter
from reports.swedish_text import HARD, capital, listed, small
from rules.criterion import Criterion, catalogue, criterion
from rules.lagrum import all_lagrum
from rules.model import Basis, Review, Status, Verdict
from rules.profile import Profile, ProfileWeight

SURE_ENOUGH = 0.7
"""Below this certainty the memo asks the reader to judge for herself."""

_COUNTED: tuple[ProfileWeight, ...] = ("maste", "bor", "upplysning")
_WEIGHTS: dict[ProfileWeight, str] = {"maste": "måste", "bor": "bör", "upplysning": "upplysning"}
_BASES: dict[Basis, str] = {
    "lag": "Lag",
    "nationella-radet": "Nationella rådet",
    "forbundets-kriterium": "Eget kriterium",
}
_BASES_IN_FULL: dict[Basis, str] = {
    "lag": "Lagen (2003:1210)",
    "nationella-radet": "Nationella rådets vägledning",
    "forbundets-kriterium": "Förbundets egna kriterier",
}
STATUS_WORDS: dict[Status, str] = {"uppfyllt": "Uppfyllt", "delvis": "Delvis", "saknas": "Saknas", "avviker": "Avviker"}
_WORST_FIRST: tuple[Status, ...] = ("avviker", "saknas", "delvis", "uppfyllt")
_POINTS = tuple(f"d{n}-" for n in range(1, 8))
_GAP_QUOTE, _POINT_QUOTE, _PROOF_QUOTE = 90, 95, 600
_MOST_QUESTIONS, _MOST_RETURNED = 5, 6
_SUREST = 99


def is_discussion_point(criterion_id: str) -> bool:
    """Whether the criterion is one of the seven discussion points, which the memo shows on their own."""
    return criterion_id.startswith(_POINTS)


def counted(review: Review, profile: Profile) -> list[tuple[Criterion, Verdict]]:
    """The criteria that count in the profile, without the discussion points: the heaviest first, then the worst."""
    rows = [
        (criterion(v.criterion), v)
        for v in review.verdicts
        if profile.weight(v.criterion) in _COUNTED and not is_discussion_point(v.criterion)
    ]
    return sorted(rows, key=lambda row: (_COUNTED.index(profile.weight(row[0].id)), row[0].order))


def basis(about: Criterion, profile: Profile) -> str:
    """What the criterion rests on, in a word or two; a law with its paragraph."""
    rests_on = profile.basis(about.id)
    paragraphs = [p.paragraph for p in all_lagrum() if about.id in p.criteria] if rests_on == "lag" else []
    return " ".join([_BASES[rests_on], *paragraphs[:1]]).replace(" §", f"{HARD}§")


def doubt(verdict: Verdict) -> str:
    """The sentence that leaves the judgement to the reader; empty where the finding is sure enough."""
    if verdict.certainty < SURE_ENOUGH:
        return "Säkerhet låg – bedöm själv"
    return "Osäker läsning – jämför med originalet" if verdict.uncertain_reading else ""


def reason(verdict: Verdict, quoter: Quoter) -> str:
    """Why, where the facts say it; without facts the quotation speaks for itself, and a gap is a plain not found."""
    if verdict.computed and verdict.computed.status == verdict.status:
        return quoter.words(verdict.reason)
    return "" if verdict.quotes else "Inget hittades."


def _finding(about: Criterion, verdict: Verdict, profile: Profile, quoter: Quoter, count: int, most: int) -> Finding:
    return Finding(
        namn=about.name,
        fraga=about.question,
        grund=basis(about, profile),
        vikt=_WEIGHTS[profile.weight(about.id)],
        status=STATUS_WORDS[verdict.status],
        osaker=doubt(verdict),
        skal=reason(verdict, quoter),
        citat=quoter.citations(verdict.quotes, count, most),
    )


def shortfalls(review: Review, profile: Profile, quoter: Quoter) -> tuple[Finding, ...]:
    """The criteria not fully met that the application has words on, or that the facts tell of: those of law first, then national
    guidance, then the förbund's own; within each the heaviest and worst first. What nothing was found for is in `not_found`."""
    rows = [(c, v) for c, v in counted(review, profile) if v.status != "uppfyllt" and not _plainly_missing(v)]
    rows.sort(key=lambda row: (*_by_basis_and_weight(row[0], profile), _WORST_FIRST.index(row[1].status)))
    return tuple(_finding(c, v, profile, quoter, 1, _GAP_QUOTE) for c, v in rows)


def _by_basis_and_weight(about: Criterion, profile: Profile) -> tuple[int, int]:
    return list(_BASES).index(profile.basis(about.id)), _COUNTED.index(profile.weight(about.id))


def _plainly_missing(verdict: Verdict) -> bool:
    told = verdict.computed and verdict.computed.status == verdict.status
    return verdict.status == "saknas" and not verdict.quotes and not told


def not_found(review: Review, profile: Profile) -> tuple[Fact, ...]:
    """The criteria that nothing was found for, by what they rest on and how heavily they weigh; unsure ones are marked (?)."""
    rows = [(c, v) for c, v in counted(review, profile) if _plainly_missing(v)]
    groups: dict[str, list[str]] = {}
    for about, verdict in sorted(rows, key=lambda row: _by_basis_and_weight(row[0], profile)):
        heading = f"{basis(about, profile)}, {_WEIGHTS[profile.weight(about.id)]}"
        groups.setdefault(heading, []).append(_in_a_list(about) + _unsure(verdict))
    return tuple(Fact(namn=heading, varde=f"{capital(listed(names))}.") for heading, names in groups.items())


def _unsure(verdict: Verdict) -> str:
    return f"{HARD}(?)" if doubt(verdict) else ""


def met(review: Review, profile: Profile) -> tuple[Fact, ...]:
    """The criteria fully met, by what they rest on. Their quotations are in the appendix; unsure ones are marked with (?)."""
    rows = [(c, v) for c, v in counted(review, profile) if v.status == "uppfyllt"]
    rows.sort(key=lambda row: row[0].order)
    told = []
    for rests_on, heading in _BASES_IN_FULL.items():
        names = [_in_a_list(c) + (" (?)" if doubt(v) else "") for c, v in rows if profile.basis(c.id) == rests_on]
        if names:
            told.append(Fact(namn=f"{heading} ({len(names)})", varde=f"{capital(listed(names))}."))
    return tuple(told)


def _in_a_list(about: Criterion) -> str:
    """The criterion's name among others: its own comma would part it in two."""
    return small(about.name.replace(", ", " – "))


def grounds(review: Review, profile: Profile) -> str:
    """How many of the counted criteria rest on law, on national guidance and on the förbund's own choice."""
    kinds = [profile.basis(c.id) for c, _ in counted(review, profile)]
    shares = [
        (kinds.count("lag"), "på lagen (2003:1210)"),
        (kinds.count("nationella-radet"), "på Nationella rådets vägledning"),
        (kinds.count("forbundets-kriterium"), "på förbundets egna kriterier"),
    ]
    told = listed([f"{count} {what}" for count, what in shares if count])
    return f"Av de {len(kinds)} kriterier som räknas vilar {told}. Ett eget kriterium är inte ett krav i lag."


def _points(review: Review, profile: Profile) -> list[Verdict]:
    found = [v for v in review.verdicts if is_discussion_point(v.criterion)]
    return [v for v in found if profile.weight(v.criterion) in _COUNTED]


def discussion_points(review: Review, profile: Profile, quoter: Quoter) -> tuple[DiscussionPoint, ...]:
    """The discussion points that the profile counts, each with what the application says to it, or that nothing was found."""

    def said(verdict: Verdict) -> str:
        if not verdict.quotes:
            return "Inget hittades."
        return "" if verdict.status == "uppfyllt" else f"{STATUS_WORDS[verdict.status]}."

    return tuple(
        DiscussionPoint(
            fraga=criterion(v.criterion).question,
            svar=said(v),
            citat=quoter.citations(v.quotes, 1, _POINT_QUOTE),
        )
        for v in _points(review, profile)
    )


def _question(about: Criterion, profile: Profile) -> Question:
    return Question(namn=about.name, rad=about.advice, grund=basis(about, profile))


def questions(review: Review, profile: Profile, weight: ProfileWeight) -> tuple[Question, ...]:
    """What to ask the applicant: the gaps of this weight; for ``bor`` also what must be there and only partly is, at most five."""
    asked = _to_ask(review, profile, weight)
    return tuple(_question(c, profile) for c in (asked[:_MOST_QUESTIONS] if weight == "bor" else asked))


def more_questions(review: Review, profile: Profile) -> str:
    """What else may be asked, named as an enumeration where the list would be too long; else empty."""
    return listed([_in_a_list(c) for c in _to_ask(review, profile, "bor")[_MOST_QUESTIONS:]])


def _to_ask(review: Review, profile: Profile, weight: ProfileWeight) -> list[Criterion]:
    rows = counted(review, profile)
    gaps = [c for c, v in rows if v.is_gap and profile.weight(c.id) == weight]
    if weight == "bor":
        return [c for c, v in rows if v.status == "delvis" and profile.weight(c.id) == "maste"] + gaps
    return gaps


def must_complete(review: Review, profile: Profile) -> tuple[Criterion, ...]:
    """The criteria that must be met and are not, in the catalogue's order."""
    return tuple(c for c, v in counted(review, profile) if v.is_gap and profile.weight(c.id) == "maste")


def to_return_with(review: Review, profile: Profile) -> tuple[str, ...]:
    """What an application may be sent back for, as questions: what must be there, or else what ought to be and surely is not."""
    ought = (c for c, v in counted(review, profile) if v.is_gap and profile.weight(c.id) == "bor" and not doubt(v))
    asked = [c.question for c in must_complete(review, profile) or tuple(ought)]
    if len(asked) > _MOST_RETURNED + 1:
        return (*asked[:_MOST_RETURNED], "Övriga frågor som står under Risker och frågor till sökanden.")
    return tuple(asked)


def proofs(review: Review, profile: Profile, quoter: Quoter) -> tuple[Proof, ...]:
    """Every quotation of every counted verdict, in the catalogue's order."""
    by_id = {v.criterion: v for v in review.verdicts}
    shown: Sequence[tuple[Criterion, Verdict]] = [
        (c, by_id[c.id])
        for c in catalogue()
        if c.id in by_id and profile.weight(c.id) in _COUNTED and by_id[c.id].quotes
    ]
    return tuple(
        Proof(
            namn=about.name,
            status=STATUS_WORDS[verdict.status],
            sakerhet=f"{min(_SUREST, round(100 * verdict.certainty))}{HARD}%",
            skal=reason(verdict, quoter),
            citat=quoter.citations(verdict.quotes, len(verdict.quotes), _PROOF_QUOTE),
        )
        for about, verdict in shown
    )
