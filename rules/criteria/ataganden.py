"""What each participating party commits to.

Facts decide: of the parties that take part, how many have a stated commitment. "Parterna bidrar" commits nobody to
anything.
"""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import of_quotes, sentence_case
from rules.facts_parties import commitments, names, participating
from rules.model import Computed


def compute(application: Application) -> Computed | None:
    """How many of the participating parties have a commitment; None where none has."""
    parties = participating(application)
    said = {p.name: commitments(application, p) for p in parties}
    bound = [p for p in parties if said[p.name]]
    if not bound:
        return None
    quotes = of_quotes(application, [said[p.name][0] for p in bound], most=4)
    if len(bound) == len(parties):
        return Computed(status="uppfyllt", reason=sentence_case(f"{names(bound)} åtar sig något."), quotes=quotes)
    idle = names([p for p in parties if not said[p.name]])
    reason = f"{names(bound)} åtar sig något; för {idle} hittades inget åtagande."
    return Computed(status="delvis", reason=sentence_case(reason), quotes=quotes)


CRITERION = Criterion(
    id="ataganden",
    order=230,
    name="Parternas åtaganden",
    topic="organisation",
    question="Vad åtar sig varje deltagande part?",
    rule="Uppfyllt när texten säger vad varje deltagande part åtar sig. Delvis när den säger det om några av dem.",
    why="Ett tydligt åtagande är grunden för den överenskommelse som följer på ett beslut.",
    advice="Skriv en rad för varje part: personal, tid, lokal, remisser, plats i styrgruppen eller annat.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser",
    examples=(
        Example(
            (
                "Arbetsförmedlingen avsätter en arbetsförmedlare på halvtid, och Tingsryds kommun svarar för "
                "lokal och handledare."
            ),
            "uppfyllt",
        ),
        Example(
            (
                "Regionen åtar sig att ge deltagarna tid hos psykolog inom två veckor. Kommunen åtar sig att "
                "hålla en coach."
            ),
            "uppfyllt",
        ),
        Example(
            ("Försäkringskassan avsätter en handläggare en dag i veckan; kommunen och regionen deltar i styrgruppen."),
            "delvis",
        ),
        Example("Parternas åtaganden regleras i ett avtal som skrivs senare.", "saknas"),
        Example("Alla parter ser positivt på insatsen.", "saknas"),
    ),
    compute=compute,
)
