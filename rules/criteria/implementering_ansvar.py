"""Who is responsible for carrying the insats into regular work.

A party, a role or a group. "Parterna ansvarar gemensamt" counts where the parties are the ones who take over.
"""

from __future__ import annotations

from rules.criterion import Criterion, Example

CRITERION = Criterion(
    id="implementering-ansvar",
    order=400,
    name="Ansvar för implementering",
    topic="implementering",
    question="Vem ansvarar för att insatsen förs över i ordinarie verksamhet?",
    rule=(
        "Uppfyllt när texten säger vem som ansvarar för implementeringen. Saknas annars, också när ansvaret ska "
        "fördelas senare."
    ),
    why="Utan en ansvarig stannar det nya arbetssättet ofta med projektet.",
    advice="Skriv vilken part, chef eller grupp som ansvarar för att arbetssättet lever vidare.",
    basis="forbundets-kriterium",
    source="Samordningsförbundet NNV Skåne: process, tre ändamål och sju diskussionspunkter",
    examples=(
        Example(
            "Socialchefen och enhetschefen på vårdcentralen ansvarar för att arbetssättet förs in hos dem.",
            "uppfyllt",
        ),
        Example("Styrgruppen har ansvaret för implementeringen i respektive organisation.", "uppfyllt"),
        Example("Arbetssättet ska leva vidare efter projektet.", "saknas"),
        Example("Vem som tar över ansvaret får visa sig längre fram.", "saknas"),
    ),
)
