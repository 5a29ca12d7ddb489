"""At least two kinds of party take part.

Counted by kind as 5 § lagen (2003:1210) counts: all kommuner are one part, all regioner one. Taking part is to commit
something, own, staff, steer or sign; being mentioned, informed or invited later is not. That every insats needs two
parties is not in the act: it is the förbund's criterion.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import number, of_quotes, sentence_case
from rules.facts_parties import LAW_KINDS, best_quotes, kinds, names, participating
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """The participating parties counted by kind; None where none was found to take part."""
    parties = participating(application)
    found = kinds(parties)
    if not found:
        return None
    if len(found) > 1:
        shown = of_quotes(application, best_quotes([next(p for p in parties if p.kind == k) for k in found]), most=4)
        reason = f"{names(parties)} deltar: {number(len(found))} av lagens fyra slag."
        return Computed(status="uppfyllt", reason=sentence_case(reason), quotes=shown)
    shown = of_quotes(application, best_quotes(parties))
    if len(parties) > 1:
        kind = "kommuner räknas som en part" if found == ["kommun"] else "enheter av samma slag räknas som en part"
        reason = f"Bara {names(parties)} deltar; {kind} (5 § lagen 2003:1210)."
        return Computed(status="delvis" if found == ["kommun"] else "avviker", reason=reason, quotes=shown)
    others = [p for p in application.parties if not p.participates and p.kind in LAW_KINDS]
    idle = f"; {names(others)} nämns utan att åta sig något" if others else ""
    return Computed(status="avviker", reason=f"Bara {names(parties)} deltar{idle}.", quotes=shown)


CRITERION = Criterion(
    id="minst-tva-parter",
    order=210,
    name="Minst två parter",
    topic="organisation",
    question="Deltar minst två av förbundets parter (Arbetsförmedlingen, Försäkringskassan, region, kommun)?",
    rule=(
        "Uppfyllt när minst två slags parter åtar sig något, äger, bemannar, styr eller skriver under. Delvis när "
        "flera kommuner deltar men ingen annan slags part. Avviker när texten visar en enda part; två enheter hos "
        "samma part är en part. Den som bara nämns, informeras eller bjuds in senare deltar inte."
    ),
    why="Förbundet finansierar samverkan, och den kräver mer än en part.",
    advice=(
        "Skriv för varje part vad den gör i insatsen. Behövs en part som inte är med, kontakta den innan ansökan "
        "lämnas in."
    ),
    basis="forbundets-kriterium",
    source=(
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; Samordningsförbundet NNV Skåne: "
        "process, tre ändamål och sju diskussionspunkter; att alla kommuner räknas som en part: 5 § lagen "
        "(2003:1210); att varje insats ska ha två parter står inte i lagen"
    ),
    examples=(
        Example(
            (
                "Arbetsförmedlingen ställer upp med en handläggare på halvtid.\n"
                "Kils kommun anställer en coach i insatsen."
            ),
            "uppfyllt",
        ),
        Example(
            "Försäkringskassan bidrar med en samverkansansvarig och Region Värmland med en rehabkoordinator.",
            "uppfyllt",
        ),
        Example("Hagfors kommun anställer en coach och Munkfors kommun upplåter lokalen.", "delvis"),
        Example("Flera myndigheter kommer att informeras om insatsen.", "saknas"),
        Example(
            (
                "Kommunens arbetsmarknadsenhet och kommunens socialtjänst driver insatsen tillsammans. Ingen "
                "annan myndighet deltar."
            ),
            "avviker",
        ),
        Example(
            (
                "Sala kommun driver insatsen på egen hand. Arbetsförmedlingen deltar inte och Försäkringskassan "
                "bjuds in längre fram."
            ),
            "avviker",
        ),
    ),
    compute=compute,
)
