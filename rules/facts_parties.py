"""Parties counted as the act counts them: by kind (AF, FK, region, kommun), not by name."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.model import Application, Party, PartyKind, Quote
from rules.facts_evidence import listed

LEAST_SIGN = 0.3
_BINDING = ("ataganden", "ataganden~", "minst-tva-parter")
LAW_KINDS: tuple[PartyKind, ...] = ("AF", "FK", "kommun", "region")
_KIND_NAMES = {"AF": "Arbetsförmedlingen", "FK": "Försäkringskassan", "kommun": "kommun", "region": "region"}


def participating(application: Application) -> list[Party]:
    """The parties in the sense of 3 § lagen (2003:1210) that take part; other organisations are left out."""
    return [p for p in application.parties if p.participates and p.kind in LAW_KINDS]


def kinds(parties: Sequence[Party]) -> list[PartyKind]:
    """The kinds among these parties, in the act's order, each once."""
    return [kind for kind in LAW_KINDS if any(p.kind == kind for p in parties)]


def names(parties: Sequence[Party]) -> str:
    """The parties' names as an enumeration."""
    return listed([p.name for p in parties])


def kind_names(found: Sequence[PartyKind]) -> str:
    """The kinds as an enumeration: ``Arbetsförmedlingen och kommun``."""
    return listed([_KIND_NAMES.get(kind, kind) for kind in found])


def best_quotes(parties: Sequence[Party]) -> list[Quote]:
    """For each party the words that show best that it takes part."""
    found: list[Quote] = []
    for party in parties:
        owner = (party.owner_quote,) if party.owner_quote else ()
        shown = (*party.commitments, *owner, *party.mentions)
        found += shown[:1]
    return found


def commitments(application: Application, party: Party) -> list[Quote]:
    """The party's words that the sentence model, too, takes for a commitment; its name on the applicant's line is none."""

    def binds(quote: Quote) -> bool:
        said = [
            s
            for s in application.sentences
            if s.block == quote.block and (quote.text in s.text or s.text in quote.text)
        ]
        if not any(s.signs for s in said):
            return quote in party.commitments  # nothing judged the sentence: the party reader's word stands
        return any(sum(s.signs.get(sign, 0.0) for sign in _BINDING) >= LEAST_SIGN for s in said)

    return [q for q in (*party.commitments, *party.mentions) if binds(q)]
