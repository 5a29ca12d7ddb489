"""The memo's findings: the criteria that the profile counts, the questions to the applicant, and the long evidence."""

from __future__ import annotations

from collections.abc import Sequence

from reports.memo_model import DiscussionPoint, Finding, Proof, Question
from reports.quoting import Quoter
from reports.swedish_text import HARD, listed, small
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
    "forbundets-kriterium": "Förbundet",
}
STATUS_WORDS: dict[Status, str] = {"uppfyllt": "Uppfyllt", "delvis": "Delvis", "saknas": "Saknas", "avviker": "Avviker"}
_WORST_FIRST: tuple[Status, ...] = ("avviker", "saknas", "delvis", "uppfyllt")
_POINTS = tuple(f"d{n}-" for n in range(1, 8))
_GAP_QUOTE, _MET_QUOTE, _POINT_QUOTE, _PROOF_QUOTE = 140, 56, 190, 600
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
    """The criteria not fully met: by weight, and within it deviations first."""
    rows = [(c, v) for c, v in counted(review, profile) if v.status != "uppfyllt"]
    rows.sort(key=lambda row: (_COUNTED.index(profile.weight(row[0].id)), _WORST_FIRST.index(row[1].status)))
    return tuple(_finding(c, v, profile, quoter, 1, _GAP_QUOTE) for c, v in rows)


def met(review: Review, profile: Profile, quoter: Quoter) -> tuple[Finding, ...]:
    """The criteria fully met, in the catalogue's order, each with its best quotation."""
    rows = sorted(
        (row for row in counted(review, profile) if row[1].status == "uppfyllt"), key=lambda row: row[0].order
    )
    return tuple(_finding(c, v, profile, quoter, 1, _MET_QUOTE) for c, v in rows)


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
    """The discussion points that the profile counts and the application speaks to, with its own words."""
    return tuple(
        DiscussionPoint(fraga=criterion(v.criterion).question, citat=quoter.citations(v.quotes, 1, _POINT_QUOTE)[0])
        for v in _points(review, profile)
        if v.status == "uppfyllt" and v.quotes
    )


def points_not_answered(review: Review, profile: Profile) -> str:
    """The counted discussion points that the application does not speak to, as an enumeration; empty where there are none."""
    return listed(
        [small(criterion(v.criterion).name) for v in _points(review, profile) if v.status != "uppfyllt" or not v.quotes]
    )


def _question(about: Criterion, profile: Profile) -> Question:
    return Question(namn=about.name, rad=about.advice, grund=basis(about, profile))


def questions(review: Review, profile: Profile, weight: ProfileWeight) -> tuple[Question, ...]:
    """What to ask the applicant: the gaps of this weight; for ``bor`` also what must be there and only partly is."""
    rows = counted(review, profile)
    gaps = [(c, v) for c, v in rows if v.is_gap and profile.weight(c.id) == weight]
    if weight == "bor":
        gaps = [(c, v) for c, v in rows if v.status == "delvis" and profile.weight(c.id) == "maste"] + gaps
    return tuple(_question(c, profile) for c, _ in gaps)


def must_complete(review: Review, profile: Profile) -> tuple[Criterion, ...]:
    """The criteria that must be met and are not, in the catalogue's order."""
    return tuple(c for c, v in counted(review, profile) if v.is_gap and profile.weight(c.id) == "maste")


def to_return_with(review: Review, profile: Profile) -> tuple[Criterion, ...]:
    """What an application may be sent back for: what must be there, or else what ought to be and surely is not."""
    ought = (c for c, v in counted(review, profile) if v.is_gap and profile.weight(c.id) == "bor" and not doubt(v))
    return must_complete(review, profile) or tuple(ought)


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
