"""The name of the insats: by its label, in the title, or where the text names it ("insatsen X", "döpt till X")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.facts._head_fields import Field, is_blank
from extractors.facts._head_organisations import persons
from extractors.facts.dates import find_dates
from extractors.model import Document, Found, Sentence

_KIND = r"(?:insats|projekt|aktivitet|process|verksamhet|förstudie|utbildning|konferens|pilot|satsning)"
_LABEL = re.compile(
    rf"^(?:.*\b\w*{_KIND}\w*\b.*\b(?:namn|benämning|titel)\b.*|(?:.*\s)?(?:namn|titeln?|benämning)\s(?:på|för)\s.*|{_KIND}(?:en|et)?|"
    rf"(?:namn|titeln?|benämning|arbetsnamn|projektrubrik)(?:,.*)?|(?:arbets|{_KIND})s?(?:namn|titel|rubrik)\b.*|{_KIND} som .*|"
    r"vad (?:heter|kallas) .*|vad ska .*\b(?:heta|kallas)\b.*|ansökan (?:avser|gäller)(?: insats\w*)?|avser|namnet)$",
    re.I,
)
_GENERIC = re.compile(
    r"^(?:utkast|\w*ansök\w*|ans|\w*blankett\w*|\w*formulär\w*|\w*mall|underlag|förslag|begäran|"
    r"önskemål|äskande|\w*rapport|samordningsförbund\w*|"
    r"\w+ samordningsförbund|finsam|minnesanteckning\w*|protokoll|idéskiss|projektplan\w*|verksamhets\w+|"
    r"bilaga|till|hej\w*|ang\.?|angående|"
    r"om|projektbeskrivning|insatsbeskrivning|sammanfattning|uppgifter|\w*medel|version|processen|"
    r"dnr|avser|datum|skiss|"
    r"remiss|skrivelse|frågor och svar|syfte|bakgrund)\b",
    re.I,
)
_QUOTED = re.compile(r"[”\"“„«’']([^”\"“„»’']{2,60})[”\"“»’']")
_CUE = re.compile(
    r"(?:\b\w*(?:insats|projekt|process|aktivitet|satsning|förstudie|verksamhet|mötesplats)(?:en|"
    r"et)\s+(?:som\s+(?:vi\s+)?(?:kallar|kallas|heter)\s+)?"
    r"|\b(?:kallar(?:\s+(?:vi|den|det|insatsen|projektet|för))*|döpt\s+(?:\w+\s+)?till|med\s+(?:arbets)?namnet|"
    r"under\s+namnet|som\s+heter|det\s+heter"
    r"|projektet\s+heter|insatsen\s+heter|(?:benämning|namn|namnet)\s+är|kallas(?:\s+för)?|därav|med\s+titeln|vill\s+(?:\w+\s)?(?:prova|pröva|testa|starta|driva)|(?:prova|pröva|testa)\s+på)\s+"
    r"|\b(?:pengar|medel|stöd|förlängning|bidrag|utökning|finansiering|förlängningsansökan|fortsättningsansökan|"
    r"fortsättning|insatsmedel|ansökan)\s+"
    r"(?:till|för|av|avseende|om)\s+(?:insatsen\s+|projektet\s+)?"
    r"|\b(?:fortsätt(?:a|er)\s+med|förlänga|driva|starta|utveckla|permanenta)\s+(?:insatsen\s+|projektet\s+)?"
    r"|^om\s+)(?=[”\"“]?(?-i:[A-ZÅÄÖ]))",
    re.I | re.M,
)
_NAMED_FIRST = re.compile(
    r"^[”\"“]?(?P<name>[A-ZÅÄÖ][^.,:;|]{1,45}?)[”\"”]?\s(?:är\s(?:namnet|ett\sförslag|avse|tänkt|"
    r"en\s(?:\w+\s)?(?:insats|satsning)|ett\s(?:\w+\s)?projekt)|heter)"
)
_LASTING = re.compile(
    r"^[”\"“]?(?P<name>[A-ZÅÄÖ][^.,:;|]{1,40}?)[”\"”]?(?:\s(?:pågår|håller\spå|startar|löper|bedrivs|varar|rullar|ska\shålla|är\sett\senkelt)\b)"
)
_CALLING = re.compile(r"\b(?:kalla|heter|döpt)")
_SO_CALLED = re.compile(
    r"(?<!\w)(?P<name>[A-ZÅÄÖ][\wåäö-]{0,40}(?:\s[\wåäö-]{1,40}){0,3}?),\s(?:för\sså\s(?:heter|kallas)|som\s(?:vi|den|det|insatsen)\s(?:har\s)?(?:kalla|döpt|heter))"
)
_COMMON = re.compile(
    r"(?:(?:Insats|Projekt|Process|Verksamhet|Arbet|Period|Förläng|Utök|Förstud|Utbild|Rekryter|Planer|Uppfölj|Delta|Grupp|Ansök|Kurs|"
    r"Utvärder|Kartlägg|Genomför|Tid|Samverk|Team|Styr|Kommun|Region|Myndig|Part)\w*)\b"
)
_VERBS = (
    "är som har med den det av ska kan vill att om eller bygger startar pågår drivs blir var hade de kommer söker "
    "ansöker vänder riktar gör ger tar får där när enligt år inte genomförs finns samlar varar bedrivs beviljades ska skulle"
)
_SMALL_WORDS = "i och på för med av till om från under vid hos utan"
_SMALL = frozenset(_SMALL_WORDS.split())
_STOP = frozenset(_VERBS.split()) | _SMALL
_TAIL = re.compile(
    r"\s*\((?:fortsättning|förlängning|arbetsnamn|utökning|förstudie|år \d)[^)]*\)\s*$"
    r"|\s+(?:för|under)\s+(?:perioden|tiden)\b.*$|\s+(?:för\s+)?(?:åren?\s+)?20\d\d(?:\s?(?:[–-]|och)\s?20\d\d)?$|[.!,;:\s]+$",
    re.I,
)
_LEAD = re.compile(rf"^(?:{_KIND}(?:en|et)?|namn|titel)\s+(?=[”\"“A-ZÅÄÖ])", re.I)
_BREAK = re.compile(r"\s[–—-]\s|:\s|(?<=\w)\.\s|,\s(?=till\b|en\s)")
_INSIDE = re.compile(r"^[^A-ZÅÄÖ]*\b(?:i|till|för|av|om|kring|inom)\s(?=[A-ZÅÄÖ])")
_DESCRIBES = re.compile(
    r"\b(?:bemanning|förstärkning|medel|stöd till|bidrag|konferens|mötesplats|projekt|insats\w*)\b", re.I
)
_FUNCTION_WORD = re.compile(
    r"(?:Hur|Vad|Vem|Vilk\w+|När|Var|Varför|Det|Den|De|Dessa|Detta|Denna|Vi|Ni|Jag|Man|En|Ett|Om|"
    r"Och|Men|I|På|För|Efter|Under|Här|Finns|Alla|"
    r"Syftet|Målet|Kostnad\w*|Ja|Nej|Av|Till|Som|Samt|Ska|Kommer|Har|Är|HUR|VAD)\b"
)
_BEFORE_OUR_TIME = re.compile(
    r"\b(?:genomfördes|avslutades|drevs|pågick|tidigare|förra|liknande|i fjol|inspirera\w*|erfarenhet\w*|"
    r"prövades|hölls|kursen|startade 19)\b",
    re.I,
)
_WORDS = 8
_LEAST = 1.8


def find_name(document: Document, fields: Sequence[Field], sentences: Sequence[Sentence]) -> Found | None:
    """The name as written, without quotation marks; None where the text gives none."""
    body = "\n".join(b.text for b in document.blocks)
    found = (
        list(_from_fields(document, fields))
        + list(_from_titles(document, body))
        + list(_from_sentences(sentences, body))
    )
    if not found:
        return None
    score, block, name = max(found, key=lambda c: (c[0] + min(_count(body, c[2]), 6) * 0.15, -c[1]))
    if score < _LEAST:
        return None
    text = document.blocks[block].text
    return Found(
        value=_as_in_body(name, body),
        quote=name if name in text else text,
        block=block,
        certainty=min(0.97, 0.5 + 0.08 * score),
    )


def _count(body: str, name: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", body))


def _as_in_body(name: str, body: str) -> str:
    """A name in capitals is given as the running text writes it, where it does."""
    if not name.isupper() or len(name) < 5:
        return name
    mixed = [
        m.group(0) for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.I) if not m.group(0).isupper()
    ]
    return next((m for m in mixed if m[0].isupper()), name)


def _tidy(name: str) -> str:
    """Without quotation marks, trailing year or note, and a kind word before it ("Förstudie Efter trettio")."""
    name = name.strip()
    quoted = _QUOTED.search(name)
    if quoted and len(quoted.group(1)) >= 0.3 * len(name):
        return quoted.group(1).strip()
    for _ in range(3):
        name = _TAIL.sub("", name)
    return _LEAD.sub("", name).strip(' ”"“')


def _fits(name: str) -> bool:
    words = name.split()
    return (
        0 < len(words) <= _WORDS
        and re.search(r"[A-Za-zÅÄÖåäö]{2}", name) is not None
        and not is_blank(name)
        and not _GENERIC.match(name)
        and not (_FUNCTION_WORD.match(name) and len(words) in (1, 5, 6, 7, 8))
        and not re.fullmatch(
            r"(?:se (?:ovan|nedan|bilaga)|ny(?: insats)?\b$|nej|ja|☐|☒|individ(?:insats|inriktad)|struktur(?:insats|"
            r"inriktad|övergripande)).*",
            name,
            re.I,
        )
        and not re.search(
            r"\b(?:kommun|kommuns|regionen|Arbetsförmedlingen|Försäkringskassan|samordningsförbund\w*|finsamförbund\w*|telefon|"
            r"e-post)\b|@",
            name,
            re.I,
        )
        and not re.match(r"Region\s[A-ZÅÄÖ]", name)
        and not any(d.text.strip() == name for d in find_dates(name))
    )


def _from_fields(document: Document, fields: Sequence[Field]) -> Iterator[tuple[float, int, str]]:
    latest = max(12, len(document.blocks) * 0.35)
    for field in fields:
        if not _LABEL.match(field.label) or field.block > latest or (field.below and field.rank > 0):
            continue
        if field.label in ("namn", "titel") and (persons(field.value) or not field.value[:1].isupper()):
            continue
        value = re.split(r"(?<=[\wåäö!])\.\s|\s\|\s", field.value)[0]
        comma = re.match(r"(.+?),\s", value)
        if comma and (find_dates(value[comma.end() :]) or len(value.split()) > _WORDS):
            value = comma.group(1)
        name = _tidy(value)
        if _fits(name):
            yield 6.0 - 1.0 * field.below * (field.label in ("insats", "projekt", "avser")), field.block, name


def _from_titles(document: Document, body: str) -> Iterator[tuple[float, int, str]]:
    for block in document.blocks[:4]:
        if block.kind == "rad" or len(block.text) > 120:
            continue
        whole = block.text.strip()
        titled = block.kind in ("titel", "rubrik")
        if not titled and (block.id > 2 or re.search(r"[.:]\s|\.$|\d{4}-\d\d", whole) or not _count(body, whole) > 1):
            parts = _BREAK.split(whole)
            if block.kind != "lista" and not any(_GENERIC.match(part.strip()) for part in parts):
                continue
        for k, part in enumerate(_segments(whole)):
            name = _tidy(part)
            if not _fits(name):
                continue
            shorter = _shorter(name, body)
            recurs = _count(body, shorter) > 1 or (
                shorter.isupper() and len(re.findall(re.escape(shorter), body, re.I)) > 1
            )
            quoted = _QUOTED.search(whole) is not None
            if not recurs and not quoted and (len(name.split()) > 6 or _DESCRIBES.search(name)):
                continue
            if not recurs and not quoted and (not titled or block.kind == "rubrik"):
                continue
            yield (4.0 if recurs else 3.0) - 0.3 * k, block.id, shorter


def _segments(title: str) -> list[str]:
    """The parts of a title that may be the name: the whole, and what stands on either side of a dash or colon."""
    quoted = _QUOTED.search(title)
    if quoted:
        return [quoted.group(1)]
    parts = [p for p in _BREAK.split(title) if p.strip()]
    if len(parts) == 1:
        return parts
    named = [
        p
        for p in parts
        if not _GENERIC.match(p.strip()) and not re.match(r"(?:en|ett)\s(?:\w+\s)?ansökan", p.strip(), re.I)
    ]
    if len(named) == len(parts) and parts[1][:1].isupper() and " – " in title:
        return [title]
    return [p for p in named if p[:1].isupper() or p[:1].isdigit()] or [_INSIDE.sub("", p) for p in named]


def _shorter(name: str, body: str) -> str:
    """The part before a preposition, where the text uses that and never the whole ("Kvartersbasen på Dalaberg")."""
    if _count(body, name) > 1:
        return name
    cut = re.match(r"(.+?)\s(?:på|i|för|till|vid|–)\s", name)
    return cut.group(1) if cut and _count(body, cut.group(1)) > 1 else name


def _from_sentences(sentences: Sequence[Sentence], body: str) -> Iterator[tuple[float, int, str]]:
    for s in sentences:
        if s.signs.get("malltext", 0.0) > 0.6:
            continue
        if s.text.endswith("?"):
            continue
        learned = 1.5 * s.signs.get("insatsnamn", 0.0)
        early = 0.8 if s.id < 12 else 0.0
        for cue in _CUE.finditer(s.text):
            named = _after(s.text[cue.end() :], body)
            name = _tidy(named) if named else None
            past = 2.0 * _past(s.text, cue.end())
            if name and _fits(name) and not persons(name):
                strong = re.search(r"döpt|namn|heter|kalla|därav|benämn", cue.group(0), re.I)
                kind = re.search(
                    r"(?:insats|projekt|process|aktivitet|satsning|förstudie)(?:en|et)", cue.group(0), re.I
                )
                often = 0.8 if _count(body, name) > 2 else 0.0
                yield (3.6 if strong else 2.8 if kind else 2.0) + learned + early + often - past, s.block, name
        called = _SO_CALLED.search(s.text) if _CALLING.search(s.text) else None
        if called:
            name = re.sub(r"^\w+\s(?:i|på|med|till|för|av)\s(?=[A-ZÅÄÖ])", "", called["name"])
            if _fits(name) and not persons(name):
                yield 3.6 + learned + early, s.block, name
        subject = _lasting_subject(s, body)
        if subject:
            yield 2.4 + learned + early, s.block, subject
        first = _NAMED_FIRST.match(s.text)
        if (
            first
            and _fits(_tidy(first["name"]))
            and not re.match(r"(?:Det|Den|Vi|Syftet|Målet|Jag|Detta|Tanken|Han|Hon)\b", first["name"])
        ):
            name = _tidy(first["name"])
            if not persons(name) and (_count(body, name) > 1 or "namnet" in first.group(0)):
                yield 2.8 + learned + early, s.block, name


def _lasting_subject(s: Sentence, body: str) -> str | None:
    """What the sentence says lasts or starts ("Halvfart pågår …"), where that is a name and no common noun."""
    match = _LASTING.match(s.text)
    if not match or not _fits(match["name"]) or _COMMON.match(match["name"]) or persons(match["name"]):
        return None
    name = _tidy(match["name"])
    common = re.search(rf"(?<!\w){re.escape(name[0].lower() + name[1:])}(?!\w)", body)
    known = _count(body, name) > 1 or s.signs.get("insatsnamn", 0.0) > 0.3
    return name if known and not common and not _past(s.text, match.end()) else None


def _past(text: str, end: int) -> bool:
    """Whether the words before ``end`` speak of some earlier or other insats."""
    return _BEFORE_OUR_TIME.search(text[:end]) is not None


def _after(text: str, body: str) -> str | None:
    """The name that ``text`` begins with: what quotation marks hold, else the longest run of words that recurs."""
    quoted = _QUOTED.match(text)
    if quoted:
        return quoted.group(1)
    run = re.match(r"[^.,:;!?()|\n”\"]+(?:\d\.\d)?", text)
    if not run:
        return None
    words = run.group(0).split()[:6]
    options = [" ".join(words[:n]) for n in range(len(words), 0, -1) if words[n - 1].lower() not in _STOP]
    for option in options:
        if _count(body, option) > 1:
            return option
    ends = len(run.group(0).split()) == len(words) and len(words) <= 5
    if ends and not (_STOP - _SMALL) & {w.lower() for w in words[1:]} and words[-1].lower() not in _STOP:
        return " ".join(words)
    return words[0] if words else None
