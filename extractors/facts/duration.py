"""When the insats starts and ends, and how many months it lasts, as the text states it.

Many sentences of an application hold dates; only some speak of the insats itself and of the time that is applied for.
Each date or length is weighed by who the sentence is about, what it stands under, and what speaks against it (earlier
periods, rents, reports).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.facts._head_fields import Field, clean_label, is_blank
from extractors.facts.dates import DateFound, LengthFound, Moment, find_dates, find_lengths
from extractors.model import Document, Found, Sentence

_KIND = (
    r"(?:insats\w*|projekt(?!led|äg|grup|anst|medar)\w*|process(?!led|äg)\w*|förstudie\w*|utökning\w*|"
    r"förlängning\w*|period\w*|fortsättning\w*|satsning\w*|"
    r"pilot\w*|ansökan|arbetet|verksamhet\w*|medlen|försök\w*|löptid\w*|utbildning\w*|alltihop|det\s+hela)"
)
_LASTS = (
    r"(?:pågå\w*|löp\w*|bedriv\w*|varar?|start\w*|påbörja\w*|inled\w*|avsluta\w*|sluta\w*|gäll\w*|"
    r"avse\w*|sträck\w*|omfatta\w*|genomför\w*|drivs|"
    r"rulla\w*|håll\w*|är|avser|fortgå\w*|spänn\w*|hänför\w*|börja\w*)"
)
_SUBJECT = re.compile(
    rf"\b{_KIND}\b[^.:]{{0,60}}\b{_LASTS}\b|\b(?:start\w*|påbörja\w*)\s+(?:\w+\s+){{0,3}}{_KIND}\b|"
    rf"\b(?:upphör|avslutas|slutar|är)\s+(?:\w+\s+)?{_KIND}\b|"
    rf"\b(?:upp)?start(?:en)?\s+(?:sker|blir|planeras|är)\b|\b(?:komma?|vara|är)\s+i\s?gång\b|\bprojekttid|\b(?:projekt|insats)start\b|\blöptid|\binsatstid",
    re.I,
)
_WE = re.compile(
    r"\b(?:vi\s+(?:håller\s+på|kör|drar\s+igång|börjar|startar|vill\s+starta|söker|ber|ansöker|"
    r"behöver)|(?:behöver|söker|startar|kör|börjar|håller|drar)\s+vi|sök(?:e)?s|tanken?\s+är|planen\s+är|tänker\s+oss|räknar\s+med|hålla\s+på|allt(?:\s+som\s+allt|"
    r"\s+rullar)?|rullar|"
    r"hålla\s+öppet|dörrarna\s+slås\s+upp|tänkt)\b",
    re.I,
)
_LABEL = re.compile(
    r"^(?:(?:ny |sökt )?(?:insats|projekt|process|förstudie)?(?:en|et|ens|ets|s)?\s?(?:tid(?:en|"
    r"er)?|period(?:en)?|löptid|längd|varaktighet|"
    r"tidsperiod|tidsram|tidsåtgång)(?: (?:som|för|och).*)?|(?:planerad |beräknad )?(?:projekt|insats)?(?:start|slut)(?:datum)?(?: "
    r"(?:och|[–/-]) ?(?:start|slut)\w*)?|"
    r"från och till|från\s?[–-]\s?till|löptid|varaktighet|hur länge.*|när (?:börjar|startar|ska) "
    r".*|tid som .*|.*\bperiod|.*\boch tid|"
    r"(?:tid)?ram|tid och .*|period.*|.*varaktighet.*)$",
    re.I,
)
_FOR_MONEY = re.compile(
    r"\b(?:sök(?:er|s|es|a|t|ta)|ansök\w*|ber\s+om|äska\w*|totalt?|om\s+året|per\s+år|avser)\b|kr/år", re.I
)
_MONEY_LENGTH = re.compile(r"\b(?:i|för|på|under|avser|till|om)\s+(?:\w+ens\s+|de\s+|sammanlagt\s+|totalt\s+)?$", re.I)
_WHOLE_YEAR = re.compile(r"\b(?:hela|kalenderåret|ansökan avser|år|under|avser)\s+(?:år\s+|kalenderåret\s+)?$", re.I)
_EVENT = re.compile(
    r"^(?:dag|tidpunkt|när)\s?[:?]|\b(?:konferens|utbildningsdag|seminari|temadag|utbildning|dagen|"
    r"mötet)\w*\b[^.]{0,60}\b(?:hålls?|äger\s+rum|genomförs|ordna\w*|blir|är|planeras)\b",
    re.I,
)
_OTHER_TIME = re.compile(
    r"\b(?:föregående|nuvarande|gällande|befintlig\w*|tidigare|förra|hyr\w*|kontrakt\w*|avtal\w*|anställ\w*|visstid\w*|\w*rapport\w*|"
    r"enkät\w*|uppfölj\w*|utvärder\w*|styrgrupp\w*|"
    r"\w*mål(?:et|en)?|kartlägg\w*|statistik\w*|gransk\w*|beviljades|senaste|de\s+gångna|sjukskriv\w*|"
    r"arbetslös\w*|bidrag|deltagar\w*|deltagit|"
    r"inskriv\w*|varje|per\s+deltagare|efter|återfall\w*|genomgång\w*|intervju\w*|försörjningsstöd|"
    r"(?<!från )(?<!efter )beslut\w*|redovis\w*|sedan|inom|första|andra|"
    r"tredje|långsikt\w*|därefter|uppsägning\w*|hyran|minst|mätning\w*|mäts)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:startade\w*|genomfördes|pågick|avslutades|beviljades|gjordes|visade|skrevs|hade|var|"
    r"fick|drevs|drev|bedrev|ledde|arbetade|prövade|prövades|har\s+funnits|har\s+haft|"
    r"har\s+deltagit|har\s+varit)\b",
    re.I,
)
_START_WORD = re.compile(
    r"\b(?:(?:projekt|insats|upp)?start\w*|börja\w*|påbörja\w*|inled\w*|drar\s+igång|slås\s+upp|fr\.?\s?o\.?\s?m|från|"
    r"med\s+början|fr|(?:komm(?:a|er)|vara|är)\s+i\s?gång|utökade\s+medel)\b",
    re.I,
)
_END_WORD = re.compile(
    r"\b(?:slut\w*|stopp\w*|avsluta\w*|upphör\w*|till|t\.?o\.?m|fram\s+till|håller\s+på\s+till)\b", re.I
)
_ENDS_AFTER = re.compile(
    r"\s+(?:upphör|avslutas|slutar|tar\s+(?:\w+\s+)?slut|löper\s+(?:\w+\s+)?ut|"
    r"är\s+(?:\w+\s+)?(?:slut\w*|klar\w*|avslutat?|avslutad|till\s+ända))\b",
    re.I,
)
_NOBODY_NEW = re.compile(r"\s+(?:tas|tar|sker|ges|görs|skrivs)\s+(?:\w+\s+){0,2}(?:inga|ingen|inget)\b", re.I)
_STARTS_AFTER = re.compile(
    r"\s+(?:startar|börjar|inleds|påbörjas|drar\s+(?:\w+\s+)?i\s?gång|sätter\s+(?:\w+\s+)?i\s?gång|slår\s+\w+\s+upp)\b",
    re.I,
)
_HEADING = re.compile(
    r"\b(?:varaktighet|löptid|projekttid|tid\b|period|hur länge|när\b|fortsättning|efter projektet|"
    r"tidsram)",
    re.I,
)
_SHORT_ANSWER = 60
_LEAST, _LEAST_OPEN, _LEAST_LENGTH = 2.0, 2.0, 2.0


@dataclass(frozen=True)
class Duration:
    """Start and end (``YYYY-MM``) and length in months, each with its words; None for what the text does not state."""

    start: Found | None = None
    slut: Found | None = None
    manader: Found | None = None


@dataclass(frozen=True)
class _Claim:
    """A date or length with its weight as a statement of the insats' own time."""

    score: float
    block: int
    date: DateFound | None = None
    length: LengthFound | None = None
    role: str = ""


def find_duration(
    document: Document, sentences: Sequence[Sentence], fields: Sequence[Field], name: str | None, written: str | None
) -> Duration:
    """The time of the insats. ``name`` is its name; ``written``, the application's date, gives months a year."""
    is_study = re.search(r"förstudie", " ".join(b.text for b in document.blocks[:6]), re.I) is not None
    claims = [*_from_fields(fields), *_from_sentences(sentences, name, is_study=is_study)]
    base = _written(written)
    length = _best(claims, "length", _LEAST_LENGTH)
    start, end = _best(claims, "start", _LEAST_OPEN), _best(claims, "end", _LEAST_OPEN)
    ranges = [c for c in claims if c.role == "period" and c.score >= _LEAST]
    if ranges:
        best = max(ranges, key=lambda c: (c.score + 2.0 * _agrees(c, length, base), -c.block))
        together = start and length and start.block == length.block and start.score > best.score
        if (
            best.date is not None
            and best.date.finish is not None
            and not (together and not _agrees(best, length, base))
        ):
            return _both(best, best.date.begin, best, best.date.finish, base, length)
    months = _length_found(length)
    if start is not None and end is not None and start.date and end.date:
        both = _both(start, start.date.begin, end, end.date.begin, base, length)
        if months is None or (both.manader and both.manader.value == months.value):
            return both
    if start is not None and start.date:
        first = _month_of(start.date.begin, base)
        return Duration(_found(first, start), _confirmed(document, first, months, forward=True), months)
    if end is not None and end.date:
        last = _last_month(end.date.begin, base)
        return Duration(_confirmed(document, last, months, forward=False), _found(last, end), months)
    event = _best(claims, "event", 0.0)
    if event is not None and event.date and months is None:
        return _both(event, event.date.begin, event, event.date.begin, base, None)
    return Duration(None, None, months)


def _best(claims: Sequence[_Claim], role: str, least: float) -> _Claim | None:
    return max((c for c in claims if c.role == role and c.score >= least), key=_rank, default=None)


def _rank(claim: _Claim) -> tuple[float, int]:
    return (claim.score, -claim.block)


def _written(text: str | None) -> date | None:
    match = re.match(r"(\d{4})-(\d\d)", text or "")
    return date(int(match[1]), int(match[2]), 1) if match else None


def _month_of(moment: Moment, base: date | None) -> tuple[int, int] | None:
    dated = moment.on_or_after(base) if base else moment
    if dated.year and _turn_of_year(dated):
        return dated.year + 1, 1
    return (dated.year, dated.month) if dated.year else None


def _last_month(moment: Moment, base: date | None) -> tuple[int, int] | None:
    dated = moment.on_or_after(base) if base else moment
    if dated.year and _turn_of_year(dated):
        return dated.year, 12
    return (dated.last.year, dated.last.month) if dated.last else None


def _turn_of_year(moment: Moment) -> bool:
    """Whether it is "årsskiftet", after which things start and before which they end."""
    return moment.month == 12 and moment.months == 2


def _found(month: tuple[int, int] | None, claim: _Claim) -> Found | None:
    if month is None or claim.date is None:
        return None
    return Found(
        value=f"{month[0]}-{month[1]:02}", quote=claim.date.text, block=claim.block, certainty=_certainty(claim)
    )


def _certainty(claim: _Claim) -> float:
    return round(min(0.96, 0.55 + 0.08 * claim.score), 2)


def _length_found(claim: _Claim | None) -> Found | None:
    if claim is None or claim.length is None:
        return None
    return Found(
        value=round(claim.length.months), quote=claim.length.text, block=claim.block, certainty=_certainty(claim)
    )


def _between(first: tuple[int, int], last: tuple[int, int]) -> int:
    return (last[0] - first[0]) * 12 + last[1] - first[1] + 1


def _agrees(claim: _Claim, length: _Claim | None, base: date | None) -> bool:
    """Whether a range lasts as long as the text says elsewhere."""
    if length is None or length.length is None or claim.date is None or claim.date.finish is None:
        return False
    first, last = _month_of(claim.date.begin, base), _last_month(claim.date.finish, base)
    return bool(first and last and _between(first, last) == round(length.length.months))


def _both(
    begin: _Claim, first: Moment, end: _Claim, last: Moment, base: date | None, length: _Claim | None
) -> Duration:
    start = _month_of(first, base)
    stop = _last_month(last, date(*start, 1) if start else base)
    if last.day == 1 and stop and first.day == 1 and stop != start:
        # "1 januari 2026 till 1 januari 2027": the last month is the one before.
        stop = (stop[0], stop[1] - 1) if stop[1] > 1 else (stop[0] - 1, 12)
    if start is None or stop is None or stop < start:
        return Duration(_found(start, begin), None, _length_found(length))
    months = _between(start, stop)
    quoted = begin if begin is end else end
    counted = Found(
        value=months, quote=quoted.date.text if quoted.date else "", block=quoted.block, certainty=_certainty(end)
    )
    stated = _length_found(length)
    if stated is not None and stated.value == months:
        counted = stated
    return Duration(_found(start, begin), _found(stop, end), counted if start != stop or months > 1 else None)


def _confirmed(
    document: Document, known: tuple[int, int] | None, months: Found | None, *, forward: bool
) -> Found | None:
    """The other end that one end and the length give, where the text names that very month too.

    ("18 månader från den 1 januari 2026" and further on "Juni 2027 | Sista deltagaren avslutas".) What is only
    reckoned is not stated.
    """
    if known is None or months is None or not isinstance(months.value, int):
        return None
    steps = months.value - 1 if forward else 1 - months.value
    over, index = divmod(known[1] - 1 + steps, 12)
    year, month = known[0] + over, index + 1
    for block in document.blocks:
        if {"mal", "uppfoljning", "aterkoppling"} & set(block.topics):
            continue
        for found in find_dates(block.text):
            moment = found.finish if found.finish and forward else found.begin
            if (moment.year, moment.month) == (year, month) and moment.precision in ("day", "month"):
                return Found(value=f"{year}-{month:02}", quote=found.text, block=block.id, certainty=0.7)
    return None


def _from_fields(fields: Sequence[Field]) -> Iterator[_Claim]:
    for field in fields:
        label = field.label
        if (
            not _LABEL.match(label)
            or re.search(r"rapport|styrelse|anställ|svar|tidplan|tidigare", label)
            or is_blank(field.value)
        ):
            continue
        if field.below and (field.rank or len(field.value) > 160):
            continue
        score = 5.0 if not field.below else 4.0
        only = (
            "start"
            if re.match(r"(?:planerad |beräknad )?(?:(?:projekt|insats)?start|när (?:börjar|startar))", label)
            else ""
        )
        only = "end" if re.match(r"(?:planerat |beräknat )?(?:projekt|insats)?slut", label) and not only else only
        for found in find_dates(field.value):
            role = _role(found, field.value) or (only if len(field.value) < _SHORT_ANSWER else "")
            if found.finish is None and found.precision == "year" and not only:
                role = "period"
            if role:
                yield _claim(score, field.block, found, role)
        for length in find_lengths(field.value):
            if length.months >= 1:
                yield _Claim(score, field.block, length=length, role="length")


def _claim(score: float, block: int, found: DateFound, role: str) -> _Claim:
    if role == "period" and found.finish is None:
        whole = DateFound(found.start, found.end, found.text, found.begin, found.begin, "period")
        return _Claim(score, block, date=whole, role=role)
    return _Claim(score, block, date=found, role=role)


def _role(found: DateFound, text: str) -> str:
    """What a date says of the time: both ends, a start, an end, or nothing."""
    if "season" in (found.precision, found.finish.precision if found.finish else ""):
        return ""  # "hösten 2026" names no month
    if found.finish is not None:
        return "period"
    before, after = text[max(0, found.start - 45) : found.start], text[found.end :]
    if _NOBODY_NEW.match(after):
        return ""
    if found.relation == "vid" and _ENDS_AFTER.match(after):
        return "end"
    starts = [m.end() for m in _START_WORD.finditer(before)]
    ends = [m.end() for m in _END_WORD.finditer(before)]
    if re.search(r"\b(?:senast|innan|före)\s+(?:\w+\s+)?$", before):
        return ""
    if found.relation == "till" or (ends and (not starts or ends[-1] > starts[-1])):
        return "end"
    if found.relation == "fran" or starts:
        return "start"
    return "start" if _STARTS_AFTER.match(after) else ""


def _weight(s: Sentence, name: str | None, found: DateFound | LengthFound, *, is_study: bool) -> float:
    """How much the sentence speaks of the insats' own time, where ``found`` stands."""
    text = s.text
    near = text[max(0, found.start - 60) : found.end + 30]
    before = text[max(0, found.start - 90) : found.start]
    score = 3.0 * s.signs.get("varaktighet", 0.0)
    score += 2.0 * bool(_SUBJECT.search(text)) + 1.5 * bool(_WE.search(text))
    if isinstance(found, LengthFound):
        score += 0.5 * bool(re.search(r"\b(?:totalt|sammanlagt|ihop|inalles)\s+(?:i\s+)?$", before, re.I))
        score += 2.0 * bool(_FOR_MONEY.search(text) and _MONEY_LENGTH.search(before[-40:]))
    elif found.relation in ("fran", "till") and re.search(
        r"\b(?:medel|hemställer|ansöker|söker|begär|sökes)\b", text, re.I
    ):
        score += 1.4
    score += 2.5 * bool(re.search(r"\b(?:för|avser|under)\s+(?:tiden|perioden)\s(?:från\s)?$", before, re.I))
    score += 1.4 * bool(_HEADING.search(clean_label(s.heading)) and s.kind not in ("titel", "rubrik"))
    score += 0.6 * ("implementering" in s.topics)
    if name and name in text:
        score += 1.6
    against = {m.group(0).lower() for m in _OTHER_TIME.finditer(near)}
    score -= min(0.9 * len(against), 2.7) + 2.0 * bool(_PAST.search(near))
    score -= 1.0 * bool({"mal", "malgrupp", "syfte", "aterkoppling", "uppfoljning"} & set(s.topics))
    if re.search(r"\bförstudie", text, re.I) and not is_study:
        score -= 2.0
    return score - 0.5 * (s.kind in ("titel", "rubrik"))


def _from_sentences(sentences: Sequence[Sentence], name: str | None, *, is_study: bool) -> Iterator[_Claim]:
    for s in sentences:
        if s.signs.get("malltext", 0.0) > 0.6:
            continue
        dates, lengths = find_dates(s.text), [x for x in find_lengths(s.text) if x.months >= 1]
        roles = [_role(d, s.text) for d in dates]
        if ("start" in roles and "end" in roles) or (lengths and {"start", "end"} & set(roles)):
            bonus = 1.5
        elif any(d.finish and any(_counts(d) == round(x.months) for x in lengths) for d in dates):
            bonus = 2.0
        else:
            bonus = 0.0
        told = sum(len(d.text) for d in dates) + sum(len(x.text) for x in lengths)
        bonus += 1.0 * (told > 0.55 * len(s.text))
        for found, role in zip(dates, roles, strict=True):
            score = _weight(s, name, found, is_study=is_study) + bonus
            if role == "period":
                yield _claim(score + 1.0, s.block, found, role)
            elif found.precision == "year" and role != "end":
                if _WHOLE_YEAR.search(s.text[: found.start]):
                    yield _claim(score, s.block, found, "period")
            elif role:
                yield _claim(score, s.block, found, role)
            elif _EVENT.search(s.text[: found.start]) and found.precision in ("day", "month"):
                yield _claim(score, s.block, found, "event")
        if "start" in roles and "end" in roles[roles.index("start") :]:
            spanned = _spanned(s.text, dates[roles.index("start")], dates[roles.index("end", roles.index("start"))])
            score = max(_weight(s, name, d, is_study=is_study) for d in dates)
            yield _Claim(score + bonus + 1.0, s.block, date=spanned, role="period")
        for length in lengths:
            if not re.match(r"\s*(?:i sänder|per|och äldre|sedan|tidigare|före)", s.text[length.end :]):
                score = _weight(s, name, length, is_study=is_study) + bonus
                yield _Claim(score + 0.2, s.block, length=length, role="length")


def _spanned(text: str, first: DateFound, last: DateFound) -> DateFound:
    """A start and an end that one sentence tells apart, as a range; a start without a year takes the end's."""
    begin, finish = first.begin, last.begin
    if begin.year is None and finish.year:
        begin = begin.in_year(finish.year if begin.month <= finish.month else finish.year - 1)
    elif finish.year is None and begin.year:
        finish = finish.in_year(begin.year if begin.month <= finish.month else begin.year + 1)
    return DateFound(first.start, last.end, text[first.start : last.end], begin, finish, "period")


def _counts(found: DateFound) -> int:
    """Months of a range, both ends counted; 0 where a year is missing."""
    first, last = found.begin.first, found.finish.last if found.finish else None
    return _between((first.year, first.month), (last.year, last.month)) if first and last else 0
