"""What speaks for and against each candidate for the name of the insats, as named numbers.

Keep in step with the weights in ``extractors/data/insatsnamn.json``; ``training/heads.py`` makes them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.facts._head_organisations import persons
from extractors.facts._name_candidates import KIND, Candidate, count
from extractors.facts.gazetteer import mentions, municipality_name
from extractors.model import Document, Sentence

_COMMON = re.compile(
    r"(?:(?:Insats|Projekt|Process|Verksamhet|Arbet|Period|Förläng|Utök|Förstud|Utbild|Rekryter|Planer|Uppfölj|Delta|Grupp|Ansök|Kurs|"
    r"Utvärder|Kartlägg|Genomför|Tid|Samverk|Team|Styr|Kommun|Region|Myndig|Part|Kostnad|Summa|Mål|Resultat)\w*)\b"
)
_DESCRIBES = re.compile(
    r"\b(?:bemanning|förstärkning|medel|stöd till|bidrag|konferens|projekt|insats\w*|fortsatt\w*|fortsättning|utökad?|"
    r"personal\w*|gemensam\w* utbildning|kartläggning av)\b",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:genomfördes|avslutades|drevs|pågick|tidigare|förra|liknande|i fjol|inspirera\w*|erfarenhet\w*|"
    r"prövades|hölls|kursen|startade 19|modellen i|rapport\w*|studie\w*|enligt|handlingsplan\w*|metod\w*|system\w*|program\w*|"
    r"register\w*|rutin\w*|enkät\w*)\b",
    re.I,
)
_AS_NAME = re.compile(
    rf"(?:\b\w*{KIND}(?:en|et|n)?|insatsens namn är|döpt till|kallar\w*(?: \w+)?|heter)\s[”\"]?$", re.I
)
_VERB_AFTER = re.compile(
    r"[”\"]?\s(?:är|ska|skall|har|pågår|börjar|startar|vänder|riktar|bygger|prövar|leds|ägs|drivs|blir|ger|tar)\b"
)
_PLACE_BEFORE = re.compile(r"\b(?:i|på|från|till|kring|bor)\s$")
_ENDS_IN_PLACE = re.compile(r"\s(?:på|i|vid)\s[A-ZÅÄÖ][\wåäö-]+$")
_COUNTRYSIDE = re.compile(r"^[A-ZÅÄÖ]\w+(?:bergslagen|bygden|landet|dalen|kusten|slätten|riket|mark|län|land)$")
_PLACE_ENDS = re.compile(r"\s(?:på|i|för|till|vid|av|med)\s")


def marks(
    document: Document,
    sentences: Sequence[Sentence],
    candidate: Candidate,
    all_of_them: Sequence[Candidate],
    people: frozenset[str],
) -> dict[str, float]:
    """The marks of one candidate among all those of its document; ``people`` are the words of all persons' names there."""
    name, body = candidate.name, "\n".join(b.text for b in document.blocks)
    words = name.split()
    found = dict(candidate.marks)
    exact = count(body, name)
    loose = count(body, name, any_case=True)
    lower = count(body, name[0].lower() + name[1:]) if name[0].isupper() else exact
    found["antal"] = min(max(exact, loose if name.isupper() else 0), 6) / 3
    found["en-gang"] = float(loose <= 1)
    found["gemen"] = float(lower > 0 and not name.isupper())
    found["borjar-gement"] = float(name[0].islower())
    found["ord:" + str(min(len(words), 6))] = 1.0
    found["versaler"] = float(name.isupper() and len(name) > 2)
    found["alla-stora"] = float(len(words) > 1 and all(w[0].isupper() for w in words))
    found["beskriver"] = float(_DESCRIBES.search(name) is not None)
    found["vanligt-ord"] = float(_COMMON.match(name) is not None and not any(w[0].isupper() for w in words[1:]))
    found["ort"] = float(
        all(municipality_name(w) for w in re.findall(r"[A-ZÅÄÖ][\wåäö-]+", name)) and name[0].isupper()
    )
    found["part"] = float(any(m.form != "plats" and m.end - m.start > 0.5 * len(name) for m in mentions(name)))
    found["namner-part"] = float(any(m.form != "plats" for m in mentions(name)))
    found["person"] = float(bool(persons(name)))
    found["del-av-person"] = float(len(words) == 1 and name.rstrip("s") in people)
    found["etikettord"] = float(re.search(rf"(?m)(?:^|\| ?){re.escape(name)}(?::| \|)", body) is not None)
    found["bojt-ord"] = float(len(words) == 1 and _has_other_form(name, body))
    found["slutar-med-ort"] = float(_ENDS_IN_PLACE.search(name) is not None)
    found["bygd"] = float(_COUNTRYSIDE.search(name) is not None)
    titled = any(k.startswith(("titel", "rubrik", "rad")) for k in candidate.marks)
    found["titel-aterkommer"] = float(titled and loose > 1)
    found["aterkommer"] = float(loose > 1 and not lower)
    found["namnger-nagot"] = float("namnger" in candidate.marks)
    found["tankstreck"] = float(bool(re.search(r"\s[–—-]\s|:\s", name)))
    found["preposition"] = float(bool(_PLACE_ENDS.search(name)))
    found["lage"] = candidate.block / max(len(document.blocks), 1)
    found["tidigt"] = float(candidate.block <= 3)
    before = [body[max(0, m.start() - 40) : m.start()] for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", body)]
    after = [body[m.end() : m.end() + 20] for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", body)]
    found["efter-slag"] = min(sum(bool(_AS_NAME.search(b)) for b in before), 2) / 2
    found["fore-verb"] = min(sum(bool(_VERB_AFTER.match(a)) for a in after), 3) / 3
    found["efter-ort-ord"] = sum(bool(_PLACE_BEFORE.search(b)) for b in before) / max(len(before), 1)
    longer = [c for c in all_of_them if c is not candidate and name.lower() in c.name.lower() and " " in c.name]
    shorter = [c for c in all_of_them if c is not candidate and c.name.lower() in name.lower()]
    found["del-av-vanligare"] = float(any(count(body, c.name) >= max(0.7 * exact, 2) for c in longer))
    found["rymmer-vanligare"] = float(any(count(body, c.name) > max(exact, 1) for c in shorter))
    found["rymmer-annan-titel"] = float(any(any(k.startswith(("titel", "rubrik")) for k in c.marks) for c in shorter))
    holding = [s for s in sentences if name in s.text or (name.isupper() and name.lower() in s.text.lower())]
    found["larts"] = max((s.signs.get("insatsnamn", 0.0) for s in holding), default=0.0)
    found["larts-forst"] = holding[0].signs.get("insatsnamn", 0.0) if holding else 0.0
    found["med-tid"] = float(any(s.signs.get("varaktighet", 0.0) > 0.5 for s in holding))
    found["andras"] = sum(bool(_EARLIER.search(s.text)) for s in holding) / max(len(holding), 1)
    found["bara-rader"] = float(bool(holding) and all(s.kind == "rad" for s in holding))
    found["i-rubrik"] = float(any(s.kind in ("rubrik", "titel") for s in holding))
    return {name: value for name, value in found.items() if value}


def _has_other_form(name: str, body: str) -> bool:
    """Whether a word stands in small letters in some other form: "Kuratorn" where the text has "kurator"."""
    stem = re.sub(r"(?:en|et|n|t|na|s)$", "", name.lower())
    return len(stem) > 3 and re.search(rf"(?<!\w){re.escape(stem)}(?:en|et|n|t|er|ar|na|s)?(?!\w)", body) is not None
