"""Reports to the board or förbund both on the way and at the end.

On the way: tertial, half-year, yearly, delrapport. At the end: slutrapport. Partly, one of them. The count reads both
kinds in the sentences about reports.
"""

from __future__ import annotations

import re

from extractors.model import Application
from rules.criterion import Criterion, Example
from rules.facts_evidence import of_sentences, speaking
from rules.model import Computed

_ON_THE_WAY = re.compile(
    r"tertial|halvår|kvartal|delrapport|delredovis|årsrapport|årsredovis|lägesrapport|månadsrapport|årlig|löpande"
    r"|\b(varje|varannan|var (tredje|fjärde|sjätte)) (månad|termin|höst|vår|år)|\b\w+ gånger? (om|per) året?"
    r"|\bper (månad|termin|år)\b|under (resans gång|insatsens gång|tiden|projekttiden)"
    r"|efter (halva tiden|halvtid)|halvvägs",
    re.IGNORECASE,
)
_AT_THE_END = re.compile(
    r"slutrapport|slutredovis|slutlig|avslutande (rapport|redovisning)|slutbok|sammanfattande rapport"
    r"|\b(vid|efter|när)\b[^.]{0,40}\b(slut|slutet|avslut|avslutad|avslutas|avslutats|avslutande)\b",
    re.IGNORECASE,
)


def compute(application: Application) -> Computed | None:
    """Whether the sentences about reports speak of reports on the way and at the end; None where of neither."""
    about = speaking(application, "rapportering", 0.3)
    way = [s for s in about if _ON_THE_WAY.search(s.text)]
    end = [s for s in about if _AT_THE_END.search(s.text)]
    if way and end:
        shown = of_sentences({s.id: s for s in (way[0], end[0])}.values())
        return Computed(status="uppfyllt", reason="Rapporter lämnas både under tiden och i slutet.", quotes=shown)
    if way:
        reason = "Rapporter lämnas under tiden, men ingen slutrapport nämns."
        return Computed(status="delvis", reason=reason, quotes=of_sentences(way[:1]))
    if end:
        reason = "En slutrapport lämnas, men inga rapporter under tiden nämns."
        return Computed(status="delvis", reason=reason, quotes=of_sentences(end[:1]))
    return None


CRITERION = Criterion(
    id="rapportering",
    order=370,
    name="Rapportering",
    topic="aterkoppling",
    question="Hur rapporteras insatsen till förbundet?",
    rule=(
        "Uppfyllt när rapporter lämnas till förbundet eller styrelsen både under tiden (tertial, halvår, år, "
        "delrapport) och i slutet (slutrapport). Delvis vid en av dem."
    ),
    why="Styrelsen behöver kunna följa pengarna under tiden och få ett samlat resultat.",
    advice="Skriv hur ofta ni rapporterar under tiden, vad rapporten innehåller och när slutrapporten kommer.",
    basis="forbundets-kriterium",
    source=(
        "Samordningsförbundet BÅDESÅ: mall och kriterier för samverkansinsatser; Samordningsförbundet NNV Skåne: "
        "process, tre ändamål och sju diskussionspunkter; Från en idé om samverkan till implementerad process (tio "
        "steg)"
    ),
    examples=(
        Example(
            ("Tertialrapporter lämnas till förbundet, och en slutrapport lämnas senast två månader efter avslut."),
            "uppfyllt",
        ),
        Example(
            ("Styrelsen får en delrapport varje höst.\nNär insatsen är slut skrivs en slutrapport till förbundet."),
            "uppfyllt",
        ),
        Example("En slutrapport lämnas till förbundets styrelse.", "delvis"),
        Example("Processledaren rapporterar till styrelsen varje halvår.", "delvis"),
        Example("Parterna håller varandra informerade.", "saknas"),
        Example("Hur rapporteringen till förbundet ska ske är inte bestämt.", "saknas"),
    ),
    compute=compute,
)
