"""What kind of purpose the money has.

One of three: trying out something that does not exist today; costs that make cooperation possible; competence
development with at least two parties. Money for ordinary work is no such purpose; `ej-ordinarie-verksamhet` carries
that deviation.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="andamal",
    order=200,
    name="Ändamål",
    topic="aktiviteter",
    question="Vilket slags ändamål har pengarna?",
    rule=(
        "Uppfyllt när pengarna ska gå till ett av tre: att pröva något som inte finns i dag, kostnader som gör "
        "samverkan möjlig (lokal, samordnare, administration) eller kompetensutveckling med minst två parter. Pengar "
        "till ordinarie arbete räknas inte."
    ),
    why="Förbundet finansierar det som utvecklar samverkan, inte det som parterna ändå ska göra.",
    advice="Säg vilket av de tre ändamålen pengarna har, och vad som är nytt jämfört med i dag.",
    basis="forbundets-kriterium",
    source=(
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; Samordningsförbundet NNV Skåne: "
        "process, tre ändamål och sju diskussionspunkter"
    ),
    examples=(
        Example("Vi vill pröva en gemensam mottagning, något som ingen av parterna har i dag.", "uppfyllt"),
        Example(
            ("Medlen betalar en samordnare som håller ihop arbetet mellan kommunen, vården och Försäkringskassan."),
            "uppfyllt",
        ),
        Example(
            "Handläggare från Arbetsförmedlingen och regionen utbildas tillsammans i motiverande samtal.",
            "uppfyllt",
        ),
        Example("Medlen går till vår vanliga handläggning av försörjningsstöd.", "saknas"),
        Example("Vad pengarna ska användas till preciseras längre fram.", "saknas"),
    ),
)
