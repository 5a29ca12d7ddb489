"""What may be the name of the insats: labelled answers, parts of title lines, what sentences name, what recurs.

Generous on purpose: every way in which a candidate is found becomes a mark, and ``_head_name`` weighs the marks.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extractors.facts._head_fields import Field, is_blank
from extractors.facts._head_organisations import persons
from extractors.facts.dates import find_dates
from extractors.model import Document, Sentence

KIND = (
    r"(?:insats|projekt|aktivitet|process|verksamhet|förstudie|utbildning|konferens|pilot|satsning|modell|mötesplats|team|"
    r"grupp|arbetssätt|temadag|kurs|nätverk)"
)
_LABEL = re.compile(
    rf"^(?:.*\b\w*{KIND}\w*\b.*\b(?:namn|benämning|titel|rubrik)\b.*|(?:.*\s)?(?:namn|titeln?|benämning|rubrik)\s(?:på|för)\s.*|"
    rf"(?:namn|titeln?|benämning|arbetsnamn|projektrubrik|rubrik)(?:,.*)?|(?:arbets|{KIND})s?(?:namn|titel|rubrik)\b.*|"
    rf"{KIND} som .*|(?:vad|hur) (?:heter|kallas|benämns) .*|vad (?:ska|kallar|är) .*\b(?:heta|kallas|namn\w*|ni)\b.*|namnet)$",
    re.I,
)
_WEAK_LABEL = re.compile(
    rf"^(?:{KIND}(?:en|et)?|ansökan (?:avser|gäller)(?: insats\w*)?|avser|gäller|ärende|ang\.?|angående)$", re.I
)
GENERIC = re.compile(
    r"^(?:utkast|\w*ansök\w*|ans|\w*blankett\w*|\w*formulär\w*|\w*mall|underlag|förslag|begäran|"
    r"önskemål|äskande|\w*rapport|samordningsförbund\w*|"
    r"\w+ samordningsförbund|finsam|minnesanteckning\w*|protokoll|idéskiss|projektplan\w*|verksamhets\w+|"
    r"bilaga|till|hej\w*|enkel blankett|\w+s? (?:namn|benämning)|ang\.?|angående|"
    r"om|projektbeskrivning|insatsbeskrivning|sammanfattning|uppgifter|\w*medel|version|processen|"
    r"dnr|avser|datum|skiss|följebrev|inkommen|"
    r"remiss|skrivelse|frågor och svar|syfte|bakgrund)\b",
    re.I,
)
QUOTED = re.compile(r"[”\"“„«’']([^”\"“„»’']{2,60})[”\"“»’']")
_NAMES_IT = re.compile(
    r"\b(?:kallar(?:\s+(?:vi|den|det|insatsen|projektet|för))*|(?:döpt|döpa)\s+(?:\w+\s+)?till|med\s+(?:arbets)?namnet|"
    r"under\s+(?:arbets)?namnet|heter|(?:benämning|namn|namnet)\s+är|kallas?(?:\s+(?:för|den|det))?|därav|med\s+titeln|"
    r"benämns|förkortas|förkortat|går\s+under\s+namnet|alltså|nämligen|resultatet\s+är)\s+",
    re.I,
)
_PERSON_IS_CALLED = re.compile(
    r"\b(?:jag|hon|han|tjänsteman\w*|\w*chef\w*|kvinna\w*|man|person\w*|\w+(?:are|ekonom|sköterska)n?)\s(?:som\s)?heter\s$",
    re.I,
)
_OF_KIND = re.compile(rf"\b\w*{KIND}(?:en|et|n)?\s+(?:som\s+(?:vi\s+)?(?:kallar|kallas|heter)\s+)?", re.I)
_APPLIED_FOR = re.compile(
    r"\b(?:pengar|medel|stöd|förlängning|bidrag|utökning|finansiering|\w*ansökan|fortsättning|insatsmedel|kronor|kr|tkr|äskande|begäran)\s+"
    r"(?:till|för|av|avseende|om|gällande|rörande|angående)\s+",
    re.I,
)
_DONE_TO = re.compile(
    r"\b(?:fortsätt(?:a|er)\s+med|förlänga|driva|starta|utveckla|permanenta|föredrog|(?:prova|pröva|testa)(?:\s+på)?|genomföra|införa|vill\s+\w+|"
    r"deltar?\s+i|deltagarna\s+i|inom|genom|via|med|i|till|från|efter|om|av|för|utan)\s+",
    re.I,
)
_VERB = (
    r"(?:är|pågår|håller|startar|löper|bedrivs|varar|rullar|ska|skall|kommer|har|hade|vänder|riktar|bygger|ger|tar|samlar|"
    r"prövar|består|genomförs|drivs|ägs|leds|börjar|innebär|handlar|finns|blir|gör|erbjuder|syftar|får|kan|behöver|"
    r"heter|avslutas|vilar|utgår|bidrar|kostar|omfattar|fungerar|öppnar|söker|fyller|vill|bemannas|inleds|hör|möter|gäller|beviljades|fick|visade)"
)
_SUBJECT = re.compile(rf"^(?P<name>[A-ZÅÄÖ0-9][^.,:;|()]{{1,45}}?)(?:\s\([^()]*\))?\s{_VERB}\b")
_BEGUN = re.compile(
    r"\b(?:(?:vill|ska|skall|få|att|därför)\s(?:\w+\s)?(?:prova|pröva|testa|starta|driva|permanenta|förlänga|fortsätta(?:\smed)?)(?:\spå)?|föredrog|"
    r"(?:insatsen|projektet|förstudien)\s(?:är\s)?)\s*",
    re.I,
)
_LASTS = re.compile(
    r"\s(?:pågår|håller\spå|startar|löper|bedrivs|varar|rullar|börjar|drivs|ägs|vänder\ssig|riktar\ssig)\b"
)
_EXPLAINED = re.compile(rf"^(?P<name>[^–—:]+?)\s[–—-]\s(?:en|ett)\s(?:[\wåäö-]+\s)*\w*{KIND}", re.I)
_LATE_HEADING = re.compile(r"^(?:\d+\.?\s)?(?:\w+\s)?\w*ansökan\b[^:]{0,30}:\s(?P<name>.+)$", re.I)
_SO_CALLED = re.compile(
    r"(?<!\w)(?P<name>[A-ZÅÄÖ][\wåäö-]{0,40}(?:\s[\wåäö-]{1,40}){0,3}?),\s(?:för\sså\s(?:heter|kallas)|som\s(?:vi|den|det|insatsen)\s(?:har\s)?(?:kalla|döpt|heter))"
)
_ABBREVIATED = re.compile(r"\((?:förkort\w+\s)?(?P<name>[A-ZÅÄÖ][A-ZÅÄÖa-zåäö-]{1,14}[A-ZÅÄÖa-zåäö])\)")
_WORD = r"[A-ZÅÄÖ][\wåäöé!-]*"
_CAPITALISED = re.compile(rf"(?<=[a-zåäö,] )(?P<name>{_WORD}(?:\s(?:{_WORD}|\d(?:\.\d)?\b))*)")
_TAIL = re.compile(
    r"\s*\((?:fortsättning|förlängning|arbetsnamn|utökning|förstudie|år \d)[^)]*\)\s*$"
    r"|\s+(?:för|under)\s+(?:perioden|tiden)\b.*$|\s+(?:för\s+)?(?:åren?\s+)?20\d\d(?:\s?(?:[/–-]|och)\s?(?:20)?\d\d)?$"
    r"|(?<=\w)\.(?=\s*$)|[,;:\s]+$",
    re.I,
)
_LEAD = re.compile(rf"^(?:{KIND}(?:en|et)?|namn|titel)\s+(?=[”\"“A-ZÅÄÖ])", re.I)
_BREAK = re.compile(r"\s[–—-]\s|:\s|(?<=\w)\.\s|,\s(?=till\b|en\s|ett\s)")
_INSIDE = re.compile(
    r"^[A-ZÅÄÖ]?[^A-ZÅÄÖ]*\b(?:i|till|för|av|om|kring|inom|avseende|gällande|rörande|angående)\s(?=[A-ZÅÄÖ])"
    r"|^\w*[Aa]nsökan\s(?=[A-ZÅÄÖ])"
)
_FUNCTION_WORD = re.compile(
    r"(?:Hur|Vad|Vem|Vilk\w+|När|Var|Varför|Det|Den|De|Dessa|Detta|Denna|Vi|Ni|Jag|Man|En|Ett|Om|Där|Då|Så|Sedan|Dit|Att|"
    r"Och|Men|Därav|Därför|Nu|Vår|Våra|Hos|Medel|Ansökan|I|På|För|Efter|Under|Här|Finns|Alla|Varje|Inom|Med|Genom|Vid|Från|Ingen|Inga|Någon|"
    r"Syftet|Målet|Kostnad\w*|Ja|Nej|Av|Till|Som|Samt|Ska|Kommer|Har|Är|HUR|VAD)\b"
)
_STOP = frozenset(
    [
        "är",
        "som",
        "har",
        "med",
        "den",
        "det",
        "av",
        "ska",
        "kan",
        "vill",
        "att",
        "om",
        "eller",
        "bygger",
        "startar",
        "pågår",
        "drivs",
        "blir",
        "var",
        "hade",
        "de",
        "kommer",
        "söker",
        "ansöker",
        "vänder",
        "riktar",
        "gör",
        "ger",
        "tar",
        "får",
        "där",
        "när",
        "enligt",
        "år",
        "inte",
        "genomförs",
        "finns",
        "samlar",
        "varar",
        "bedrivs",
        "beviljades",
        "skulle",
        "i",
        "och",
        "på",
        "för",
        "till",
        "från",
        "under",
        "vid",
        "hos",
        "utan",
        "vi",
        "ni",
    ]
)
_SMALL = frozenset(["i", "och", "på", "för", "med", "av", "till", "om", "från", "under", "vid", "hos", "utan", "en"])
_WORDS = 9
_MOST = 80  # an insats is named early; a long text holds hundreds of other capitals


@dataclass
class Candidate:
    """A possible name as written, the block where it stands first, and the ways in which it was found."""

    name: str
    block: int
    marks: dict[str, float] = field(default_factory=lambda: defaultdict(float))


def count(body: str, name: str, *, any_case: bool = False) -> int:
    """How often a name stands in the text, as whole words."""
    return len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", body, re.I if any_case else 0))


def tidy(name: str) -> str:
    """Without quotation marks, trailing year or note, and a kind word before it ("Förstudie Efter trettio")."""
    name = name.strip()
    quoted = QUOTED.search(name)
    if quoted and len(quoted.group(1)) >= 0.3 * len(name):
        return quoted.group(1).strip()
    for _ in range(3):
        name = _TAIL.sub("", name)
    return _LEAD.sub("", name).strip(' ”"“*_')


def fits(name: str) -> bool:
    """Whether these words could be a name at all: not too long, no placeholder, date, person or party."""
    words = name.split()
    return (
        0 < len(words) <= _WORDS
        and re.search(r"[A-Za-zÅÄÖåäö]{2}", name) is not None
        and re.search(r"\w.*\w.*\w", name) is not None
        and not is_blank(name)
        and not GENERIC.match(name)
        and not (_FUNCTION_WORD.match(name) and len(words) in (1, 5, 6, 7, 8, 9))
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
        and not any(d.text.strip() == name or d.precision == "day" for d in find_dates(name))
        and not name.endswith(":")
    )


def people_in(texts: Iterable[str]) -> frozenset[str]:
    """The single words of all persons' names in the text ("Tove", "Lindqvist")."""
    named = (name for text in texts for cell in text.split("|") for _, name in persons(cell))
    return frozenset(w for name in named if not _FUNCTION_WORD.match(name) for w in name.split())


def candidates(document: Document, fields: Sequence[Field], sentences: Sequence[Sentence]) -> list[Candidate]:
    """All candidates in the order in which they were first found, those alike but for case as one."""
    body = "\n".join(b.text for b in document.blocks)
    people = people_in(s.text for s in sentences)
    found: dict[str, Candidate] = {}
    for block, name, mark in [
        *_from_fields(document, fields),
        *_from_titles(document),
        *_from_sentences(sentences, body),
    ]:
        name = name.strip()
        if name.endswith("!") and count(body, name) <= 1 < count(body, name[:-1], any_case=True):
            name = name[:-1]
        titled = "etikett" in mark or mark.startswith(("titel", "rubrik", "rad"))
        if fits(name) and (titled or not (persons(name) or name.removesuffix("s") in people)):
            one = found.setdefault(name.lower(), Candidate(name, block))
            one.marks[mark] = min(one.marks[mark] + 1.0, 2.0)
    return list(found.values())[:_MOST]


def _from_fields(document: Document, fields: Sequence[Field]) -> Iterator[tuple[int, str, str]]:
    latest = max(12, len(document.blocks) * 0.35)
    for each in fields:
        strong = _LABEL.match(each.label)
        if not (strong or _WEAK_LABEL.match(each.label)) or each.block > latest or (each.below and each.rank > 0):
            continue
        if each.label in ("namn", "titel") and (persons(each.value) or not each.value[:1].isupper()):
            continue
        mark = ("etikett" if strong else "svag-etikett") + ("-under" if each.below else "")
        value = re.split(r"(?<=[\wåäö!])\.\s|\s\|\s", each.value)[0]
        comma = re.match(r"(.+?),\s", value)
        if comma and (find_dates(value[comma.end() :]) or len(value.split()) > _WORDS):
            value = comma.group(1)
        yield each.block, tidy(value), mark
        part = re.match(r"(.+?)(?:\s[–—-]\s|\s\(|,\s(?=en|ett)\b)", value)
        if part:
            yield each.block, tidy(part.group(1)), mark + "-del"


def _from_titles(document: Document) -> Iterator[tuple[int, str, str]]:
    for block in document.blocks[7:]:
        late = _LATE_HEADING.match(block.text) if block.kind in ("titel", "rubrik") else None
        if late:
            yield block.id, tidy(late["name"]), "titel-efter-allmant"
    for block in document.blocks[:7]:
        if block.kind == "rad" or len(block.text) > 150:
            continue
        whole = block.text.strip()
        titled = block.kind in ("titel", "rubrik")
        if not titled and (block.id > 5 or re.search(r"\.\s\w|\w{3}\.$|\d{4}-\d\d|@|[?]$", whole)):
            continue
        line = "titel" if titled and block.id < 2 else "rubrik" if titled else "rad"
        if re.match(r"till\s+(?:styrelsen|samordnings|finsam)", whole, re.I):
            continue
        quoted = QUOTED.search(whole)
        if quoted:
            yield block.id, quoted.group(1), f"{line}-citat"
        explained = _EXPLAINED.match(whole)
        if explained:
            yield block.id, tidy(explained["name"]), "forklaras"
        parts = [p.strip() for p in _BREAK.split(whole) if p.strip()]
        generic = [bool(GENERIC.match(p)) for p in parts]
        tag = f"{line}-ensam" if len(parts) == 1 else f"{line}-hel"
        yield block.id, tidy(whole), tag
        if not _LEAD.match(whole) or ":" in whole:
            yield block.id, _TAIL.sub("", whole), tag
        for k, part in enumerate(parts):
            if len(parts) > 1 and not generic[k]:
                after = "efter-allmant" if any(generic[:k]) else "efter" if k else "fore"
                yield block.id, tidy(part), f"{line}-{after}"
            inside = _INSIDE.match(part)
            if inside:
                yield block.id, tidy(part[inside.end() :]), f"{line}-inuti"
            bracket = _ABBREVIATED.search(part)
            if bracket:
                yield block.id, bracket["name"], f"{line}-parentes"
                yield block.id, tidy(part[: bracket.start()]), f"{line}-fore-parentes"
            cut = re.match(r"(.+?)\s(?:på|i|för|till|vid|–|20\d\d\S*)(?:\s|$)", part)
            if cut and not generic[k]:
                yield block.id, tidy(cut.group(1)), f"{line}-kort"


def _from_sentences(sentences: Sequence[Sentence], body: str) -> Iterator[tuple[int, str, str]]:
    for s in sentences:
        if s.signs.get("malltext", 0.0) > 0.6 or s.text.endswith("?"):
            continue
        for mark, cue in (
            ("namnger", _NAMES_IT),
            ("borjas", _BEGUN),
            ("slag", _OF_KIND),
            ("medel", _APPLIED_FOR),
            ("gors", _DONE_TO),
        ):
            for match in cue.finditer(s.text):
                rest = s.text[match.end() :]
                if mark == "namnger" and _PERSON_IS_CALLED.search(s.text[: match.end()]):
                    continue
                if re.match(r"[”\"“„]?[A-ZÅÄÖ0-9]", rest):
                    for name in _after(rest, body):
                        yield s.block, tidy(name), mark
        if called := _SO_CALLED.search(s.text):
            name = re.sub(r"^\w+\s(?:i|på|med|till|för|av)\s(?=[A-ZÅÄÖ])", "", called["name"])
            yield s.block, name, "namnger"
        if subject := _SUBJECT.match(s.text):
            yield s.block, tidy(subject["name"]), "subjekt"
            if _LASTS.match(s.text[subject.end("name") :]):
                yield s.block, tidy(subject["name"]), "varar"
        for match in QUOTED.finditer(s.text):
            if match.group(1)[0].isupper() and len(match.group(1).split()) <= 5 and s.kind != "rad":
                yield s.block, match.group(1), "citat"
        for match in _ABBREVIATED.finditer(s.text):
            yield s.block, match["name"], "forkortning"
        if s.kind in ("stycke", "lista"):
            for match in _CAPITALISED.finditer(s.text):
                yield s.block, match["name"], "versal"


def _after(text: str, body: str) -> list[str]:
    """The names that ``text`` may begin with: what quotation marks hold, else the longest run of words that recurs, or all."""
    quoted = QUOTED.match(text)
    if quoted:
        return [quoted.group(1)]
    run = re.match(r"[^.,:;!?()|\n”\"]+(?:\d\.\d)?!?", text)
    if not run:
        return []
    words = run.group(0).split()[:6]
    options = [" ".join(words[:n]) for n in range(len(words), 0, -1) if words[n - 1].lower() not in _STOP]
    recurring = [o for o in options if count(body, o) > 1]
    first_stop = next((n for n, w in enumerate(words) if n and w.lower() in _STOP), len(words))
    first_verb = next((n for n, w in enumerate(words) if n and w.lower() in _STOP - _SMALL), len(words))
    whole = [" ".join(words[:first_verb])] if words[first_verb - 1].lower() not in _STOP else []
    return list(dict.fromkeys([*recurring[:1], *whole, " ".join(words[:first_stop]), words[0]]))
