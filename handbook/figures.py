"""Parts of pages that are made from measurements (``docs/handbok/matt.json``). The words stand here, the figures never do."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from handbook.reference import table

FIGURES = Path(__file__).resolve().parent.parent / "docs" / "handbok" / "matt.json"
_WEAK = 10
_SHOWN: Mapping[str, str] = {
    "krit.exact": "Bedömningen är exakt rätt (uppfyllt, delvis, saknas eller avviker)",
    "krit.gap_found": "En brist som finns hittas",
    "krit.no_false_alarm": "Det som är uppfyllt får vara uppfyllt",
    "krit.quote_exact": "Citatet står ordagrant i ansökan",
    "krit.quote_agrees": "Citatet är det ställe som en människa valde",
    "parter.f1": "Rätt parter deltar",
    "mal.f1": "Målen hittas",
    "mal.smart": "Målets bokstäver i SMART är rätt",
    "budget.rader_f1": "Budgetens rader läses rätt",
    "budget.stammer": "Kontrollen av att budgeten summerar är rätt",
    "uppgift.sokt_belopp_kr": "Sökt belopp är rätt",
    "uppgift.insatsnamn": "Insatsens namn är rätt",
    "uppgift.sokande": "Sökanden är rätt",
    "text.recall": "Filens ord kommer med",
    "topic.of_read": "Texten hamnar under rätt ämne",
}


def measured() -> dict[str, Any]:
    """The measurements, as ``benchmarks.matt`` wrote them."""
    found: dict[str, Any] = json.loads(FIGURES.read_text(encoding="utf-8"))
    return found


def _share(value: float, decimals: int = 1) -> str:
    """A share as Swedish percent: ``89,2 %``."""
    return f"{value * 100:.{decimals}f} %".replace(".", ",")


def judged() -> str:
    """The table of how often the program is right, unseen texts beside whole files."""
    both = measured()
    unseen, filed = both["osedda"], both["filer"]
    rows = [
        (words, _share(unseen["matt"][key]), _share(filed["matt"][key]))
        for key, words in _SHOWN.items()
        if key in unseen["matt"] and key in filed["matt"]
    ]
    heads = (
        "det som mäts",
        f"osedda skribenter ({unseen['ansokningar']} ansökningar)",
        f"filer ({filed['ansokningar']} ansökningar)",
    )
    return table(heads, rows) + f"\nMätt med `{unseen['kommando']}` och `{filed['kommando']}`.\n"


def summary() -> str:
    """The same in two sentences."""
    figures = measured()["osedda"]["matt"]
    wrong = round((1 - figures["krit.exact"]) * 100)
    missed = round((1 - figures["krit.gap_found"]) * 100)
    alarms = round((1 - figures["krit.no_false_alarm"]) * 100)
    return (
        f"Av hundra bedömningar är ungefär **{wrong} fel**. Av hundra brister som finns i ansökan missas ungefär **{missed}**. "
        f"Av hundra krav som är uppfyllda påstår programmet för ungefär **{alarms}** att något brister."
    )


def certainty() -> str:
    """How well ``sakerhet`` holds: what was said beside what was right."""
    figures = measured()["osedda"]
    rows = [
        (_share(b["sagt"], 0), _share(b["ratt"], 0), str(b["antal"]))
        for b in figures["sakerhet"]
        if b["antal"] >= _WEAK
    ]
    return table(("programmet sade i snitt", "så ofta var det rätt", "antal bedömningar"), rows) + (
        f"\nSkillnaden är i genomsnitt {_share(figures['kalibreringsfel'])}. Grupper med färre än {_WEAK} bedömningar visas inte.\n"
    )


def weakest() -> str:
    """The criteria that the program is worst at."""
    from rules.criterion import catalogue

    names = {c.id: c.name for c in catalogue()}
    found = measured()["osedda"]["svagast"].items()
    rows = [(names.get(name, name), f"{value:.2f}".replace(".", ",")) for name, value in list(found)[:_WEAK]]
    return (
        table(("kriterium", "träffsäkerhet för brister (0 till 1)"), rows)
        + "\nTalet är F1: det väger ihop missade brister och falska larm. 1 är felfritt.\n"
    )


PARTS: Mapping[str, Callable[[], str]] = {
    "matt-tabell": judged,
    "matt-kort": summary,
    "matt-sakerhet": certainty,
    "matt-svagast": weakest,
}
"""Made parts by the names that stand in the pages (``<!-- gjort NAMN -->``)."""
