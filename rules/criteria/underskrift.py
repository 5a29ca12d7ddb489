"""Undersigned by chefs of at least two participating parties.

Signatures are counted by kind of party (5 § lagen 2003:1210: all kommuner are one part), each a name with title or
organisation. Whether ink is on the paper cannot be seen in the text: a dotted line without a name is no signature.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import evidence, sentence_case
from rules.facts_parties import LAW_KINDS, kind_names
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """Signatures counted by kind of party; None where no signature could be tied to a party."""
    signed = {s.kind: s for s in reversed(application.signatures) if s.kind in LAW_KINDS}
    found = [kind for kind in LAW_KINDS if kind in signed]
    if not found:
        return None
    quotes = tuple(evidence(application, signed[k].block, application.block(signed[k].block).text) for k in found)
    who = sentence_case(kind_names(found))
    if len(found) > 1:
        return Computed(status="uppfyllt", reason=f"{who} har skrivit under.", quotes=quotes)
    return Computed(status="delvis", reason=f"{who} har skrivit under, men ingen annan slags part.", quotes=quotes)


CRITERION = Criterion(
    id="underskrift",
    order=40,
    name="Underskrift",
    topic="underskrift",
    question="Har chefer hos minst två av de deltagande parterna skrivit under?",
    rule=(
        "Uppfyllt när namn med titel eller organisation står i ett underskriftsblock för minst två slags parter. "
        "Delvis när bara en part har skrivit under; flera kommuner räknas som en part. En tom rad är ingen "
        "underskrift."
    ),
    why="Underskrifterna visar att insatsen är förankrad hos dem som ska bära den.",
    advice=(
        "Låt en chef med mandat hos varje deltagande part skriva under, med namnförtydligande, titel och organisation."
    ),
    basis="forbundets-kriterium",
    source=(
        "Från en idé om samverkan till implementerad process (tio steg); räknesättet för flera kommuner och regioner: "
        "5 § lagen (2003:1210)"
    ),
    examples=(
        Example("Kerstin Palmgren, socialchef, Vara kommun\nOla Rydén, enhetschef, Arbetsförmedlingen", "uppfyllt"),
        Example(
            ("För Region Dalarna: Fatima Noor, verksamhetschef\nFör Försäkringskassan: Erik Stål, områdeschef"),
            "uppfyllt",
        ),
        Example("Petra Lindholm, förvaltningschef, Gagnefs kommun", "delvis"),
        Example("Petra Lindholm, förvaltningschef, Gagnefs kommun\nTord Ek, socialchef, Leksands kommun", "delvis"),
        Example("______________________ Namnteckning", "saknas"),
        Example("Underskrifter från övriga chefer skickas in efter sommaren.", "saknas"),
    ),
    compute=compute,
)
