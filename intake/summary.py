"""The short summary of a review on the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

SECTIONS = {
    "syfte": "syfte",
    "mal": "mål",
    "malgrupp": "målgrupp",
    "aktiviteter": "aktiviteter",
    "organisation": "organisation",
    "ekonomi": "ekonomi",
    "uppfoljning": "uppföljning",
    "implementering": "implementering",
    "aterkoppling": "återkoppling",
}


def kronor(amount: int | None) -> str:
    """An amount in Swedish writing, with no-break spaces between thousands; "framgår inte" for None."""
    return "framgår inte" if amount is None else f"{amount:,}".replace(",", "\u00a0") + "\u00a0kr"


def summary(data: dict[str, Any], papers: Sequence[Path], profiles: Path | None = None) -> str:
    """A dozen lines: who applies for what, which sections are there, what is missing, what to ask, and where the papers lie."""
    from rules.criterion import catalogue
    from rules.profile import load_profile

    head = data["uppgifter"]
    profile = load_profile(data["profil"], profiles)
    taking_part = [p["namn"] for p in data["parter"] if p["deltar"] and p["slag"] != "annan"]
    found = {topic for block in data["block"] for topic in block["amnen"] if block["slag"] not in ("titel", "rubrik")}
    gaps = [
        (c, data["kriterier"][c.id])
        for c in catalogue()
        if data["kriterier"][c.id]["status"] in ("saknas", "avviker") and profile.weight(c.id) != "av"
    ]
    must = [(c, v) for c, v in gaps if profile.weight(c.id) == "maste"]
    lines = [
        f"■ {data['fil']['namn']}",
        f"  Insats          {head['insatsnamn'] or 'framgår inte'}",
        f"  Sökande         {head['sokande'] or 'framgår inte'}",
        f"  Sökt belopp     {kronor(head['sokt_belopp_kr'])}",
        f"  Parter          {', '.join(taking_part) or 'inga funna'}",
        f"  Avsnitt         {', '.join(name for topic, name in SECTIONS.items() if topic in found) or 'inga'}",
    ]
    missing = [name for topic, name in SECTIONS.items() if topic not in found]
    if missing:
        lines.append(f"  Avsnitt saknas  {', '.join(missing)}")
    if data["status"] == "ej-ansokan":
        lines.append("  Obs             Handlingen ser inte ut att vara en ansökan. Inget begärs av avsändaren.")
        must = []
    share = data["fil"]["lasning"]["andel"]
    if share < 0.99:
        lines.append(f"  Läsning         {100 * share:.0f} % av filens ord lästes. Jämför med originalet.")
    if data["flaggor"]:
        lines.append(f"  Flaggor         {', '.join(sorted({f['id'] for f in data['flaggor']}))}")
    if data["status"] != "ej-ansokan":
        lines.append(
            f"  Brister         {len(gaps)} av {len(data['kriterier'])} kriterier, varav {len(must)} måste kompletteras"
        )
    lines += [f"    fråga: {c.question}{' (avviker)' if v['status'] == 'avviker' else ''}" for c, v in must[:8]]
    if len(must) > 8:
        lines.append(f"    … och {len(must) - 8} till, se beredningen")
    lines += [f"  Skrivet         {path}" for path in papers]
    return "\n".join(lines) + "\n"
