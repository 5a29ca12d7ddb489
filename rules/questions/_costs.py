"""Find the costs of an application by what they are for. What is denied, or paid by a party itself, is not among them."""

from __future__ import annotations

import re

from extractors.language.parts import parts
from extractors.model import Application, Sentence
from rules.evidence import answers
from rules.model import Evidence, Question

MOST_QUOTES = 2

_MONEY = re.compile(r"\d[\d  .,]*\s*(?:kr\b|kronor|tkr|mkr|mnkr|kkr|:-)", re.I)
_COSTING = re.compile(
    r"\b(?:kost(?:nad\w*|ar|a)|bekosta\w*|betala\w*|budget\w*|medel\w*|söker|söks|finansier\w*|avsätt\w*|köps?|köper|utgift\w*)\b",
    re.I,
)
_OWN_HEADING = re.compile(
    r"\b(?:egna? (?:medel|insats\w*|resurser)|medfinansiering\w*|egenfinansiering\w*|parternas (?:egna|insats\w*|bidrag)|bidrar med)\b",
    re.I,
)
_PAYER = (
    r"(?:\w*kommun(?:en|erna|ens)?|\w+ stad|region(?:en)?\b(?: \w+)?|\w*förvaltning(?:en)?|socialtjänst(?:en)?|AF|FK|arbetsförmedlingen"
    r"|försäkringskassan|kassan|part(?:en|erna|ernas)?|medlemmarna|myndighet(?:en|erna)?|hemmamyndighet\w*|förening(?:en)?|vården|"
    r"\w*psykiatrin|primärvården|jobbcenter|vi själva|arbetsgivar\w*|huvudmän\w*|huvudmannen|deltagar(?:en|na) själv\w*)"
)
_PARTY_PAYS = re.compile(
    rf"\b{_PAYER}\b[^.;]{{0,60}}\b(?:betalar|bekostar|står för|svarar för|finansierar|bjuder på|bidrar med|ersätter|tillhandahåller|bokar|har avtal)\b"
    rf"|\b(?:betalas|bekostas|finansieras|täcks|ersätts|tillhandahålls|ordnas|bokas|beställs|utgår|tas)\b[^.;]{{0,30}}\b(?:av|från|hos|via|inom|ur) "
    rf"(?:den |de |respektive |varje |sin |sina )?{_PAYER}"
    r"|\b(?:ordinarie budget|egen budget|egna medel|eget anslag|egna anslag|egen insats|medfinansier\w+|utan kostnad|kostnadsfri\w*|gratis"
    r"|inom ordinarie|ryms i|utanför (?:ansökan|sökta|budgeten)|utöver sökta|som vanligt|kommunens avtal|regionens avtal|vi står för)\b",
    re.I,
)
_FUNDED = re.compile(
    r"\b(?:förbund(?:et|ets|smedel)|samordningsförbund\w*|insatsmed\w+|insatsens (?:budget|medel)|projekt(?:et|medel|ets budget)|sökta medel"
    r"|vi söker|söks för|ansökan (?:avser|gäller|omfattar))\b",
    re.I,
)


def cost_question(
    application: Application, named: re.Pattern[str], *, id: str, text: str, why: str, source: str
) -> tuple[Question, ...]:
    """One question on the costs that ``named`` finds, or none where there are none."""
    quotes = costs_for(application, named)
    return (Question(id=id, text=text, why=why, source=source, quotes=quotes),) if quotes else ()


def costs_for(
    application: Application, named: re.Pattern[str], given: re.Pattern[str] | None = None
) -> tuple[Evidence, ...]:
    """Where money is asked for a thing that ``named`` finds: budget rows with an amount, and sentences that speak of its cost.

    ``given`` finds sentences that hand the thing out without a word on money ("deltagarna får busskort"); None where the thing may
    as well be there for another reason. Each place once, budget rows first, at most two.
    """
    found = [s for s in answers(application) if named.search(s.text) and _is_cost(application, s, named, given)]
    found.sort(key=lambda s: (not _has_amount(application, s), s.id))
    return tuple(Evidence(text=s.text, block=s.block, page=s.page) for s in found[:MOST_QUOTES])


def _is_cost(
    application: Application, sentence: Sentence, named: re.Pattern[str], given: re.Pattern[str] | None
) -> bool:
    if _OWN_HEADING.search(sentence.heading) or _is_own_funds(application, sentence):
        return False
    if sentence.kind == "rad":
        return (
            _has_amount(application, sentence)
            and not _PARTY_PAYS.search(sentence.text)
            and not _all_denied(sentence, named)
        )
    for part in parts(sentence.text):
        if not named.search(part.text) or part.denied or _unsettled(part.text):
            continue
        if _PARTY_PAYS.search(part.text) and not _FUNDED.search(part.text):
            continue
        if _speaks_of_money(sentence, part.text) or (given is not None and given.search(part.text)):
            return True
    return False


def _all_denied(sentence: Sentence, named: re.Pattern[str]) -> bool:
    return all(part.denied for part in parts(sentence.text) if named.search(part.text))


def _is_own_funds(application: Application, sentence: Sentence) -> bool:
    """Whether the budget reader took the words for a party's own money."""
    return any(
        q.block == sentence.block and (q.text in sentence.text or sentence.text in q.text)
        for q in application.budget.own_funds
    )


def _has_amount(application: Application, sentence: Sentence) -> bool:
    """Whether the sentence or row is a budget post of more than nought."""
    if sentence.kind == "rad":
        figures = re.findall(r"\d[\d  ]*", sentence.text)
        posted = any(r.block == sentence.block and r.amount_kr > 0 for r in application.budget.rows)
        return posted or ("ekonomi" in sentence.topics and any(int(re.sub(r"\D", "", f)) > 0 for f in figures))
    return bool(_MONEY.search(sentence.text))


def _speaks_of_money(sentence: Sentence, part: str) -> bool:
    return bool(_MONEY.search(part) or ("ekonomi" in sentence.topics and _COSTING.search(sentence.text)))


def _unsettled(text: str) -> bool:
    return bool(re.search(r"\b(?:eventuellt|kanske|oklart|frågan är|någon stå för|får visa sig)\b", text, re.I))
