"""The form's tables: time plan, parties, budget per year and signatures. Their cells are fields that show a blank while empty."""

from __future__ import annotations

from dataclasses import dataclass

from reports.form.controls import Control

TEXT_WIDTH = 16.4


@dataclass(frozen=True)
class FormTable:
    """A table to fill in: its title and description, column widths in centimetres, heads, and rows of texts and controls."""

    title: str
    description: str
    widths: tuple[float, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str | Control, ...], ...]
    note: str = ""
    last_row_is_sum: bool = False


def steps_table() -> FormTable:
    """What is done when, and by whom."""
    rows = tuple(
        (
            Control(f"steg{n}", f"Steg {n}"),
            Control(f"steg{n}-klart", f"Steg {n}: klart senast", "datum"),
            Control(f"steg{n}-ansvar", f"Steg {n}: ansvarig"),
        )
        for n in range(1, 6)
    )
    return FormTable(
        "Tidplan", "En rad för varje steg, med datum och ansvarig.", (8.4, 3.2, 4.8), ("Steg", "Klart senast", "Ansvarig"), rows
    )  # fmt: skip


def parties_table() -> FormTable:
    """Who takes part, and what each commits itself to."""
    kinds = ("Arbetsförmedlingen", "Försäkringskassan", "Region", "Kommun")
    rows = tuple(
        (
            Control(f"part{n}", f"Part {n}: namn"),
            Control(f"part{n}-slag", f"Part {n}: slag", "val", choices=kinds),
            Control(f"part{n}-atagande", f"Part {n}: åtagande"),
            Control(f"part{n}-bemanning", f"Part {n}: bemanning"),
        )
        for n in range(1, 6)
    )
    return FormTable(
        "Parter som deltar",
        "En rad för varje part: namn, slag, vad parten åtar sig och vilken personal den bidrar med.",
        (4.0, 3.6, 5.2, 3.6),
        ("Part", "Slag", "Åtagande", "Bemanning"),
        rows,
        note="Fyll i en rad för varje part som deltar. Alla kommuner räknas som en part, och alla regioner som en.",
    )


def budget_table(years: tuple[int, ...]) -> FormTable:
    """Costs in whole kronor: a column for each year and, for several years, their total; the last row is the sum."""
    posts = ("Personal", "Lokaler", "Utbildning", "Material och it", "Uppföljning och utvärdering", "Administration")
    columns = tuple(str(y) for y in years) if len(years) == 1 else (*(str(y) for y in years), "Totalt")

    def row(name: str | Control, label: str, tag: str) -> tuple[str | Control, ...]:
        return (name, *(Control(f"{tag}-{c.lower()}", f"{label} {c}, kronor") for c in columns))

    rows = [row(post, post, f"budget{n}") for n, post in enumerate(posts, 1)]
    for n in range(len(posts) + 1, len(posts) + 3):
        rows.append(row(Control(f"budget{n}", f"Egen kostnadspost {n}"), f"Egen kostnadspost {n}", f"budget{n}"))
    rows.append(row("Summa", "Summa", "budget-summa"))
    first = TEXT_WIDTH - 2.7 * len(columns)
    return FormTable(
        "Budget per år",
        "En rad för varje kostnadsslag och en spalt för varje år, i hela kronor. Sista raden är summan.",
        (first, *(2.7 for _ in columns)),
        ("Kostnadsslag", *columns),
        tuple(rows),
        note="Skriv hela kronor, och bara det som söks från förbundet. Lämna tomt där ingen kostnad finns.",
        last_row_is_sum=True,
    )


def signature_table() -> FormTable:
    """A row for each manager who signs, with room for the hand."""
    rows = tuple(
        (
            Control(f"underskrift{n}-namn", f"Underskrift {n}: namnförtydligande"),
            Control(f"underskrift{n}-titel", f"Underskrift {n}: titel"),
            Control(f"underskrift{n}-organisation", f"Underskrift {n}: organisation"),
            Control(f"underskrift{n}-datum", f"Underskrift {n}: datum", "datum"),
            "",
        )
        for n in range(1, 5)
    )
    return FormTable(
        "Underskrifter",
        "En rad för varje chef som skriver under: namn, titel, organisation, datum och plats för namnteckning.",
        (3.8, 3.2, 3.6, 2.3, 3.5),
        ("Namnförtydligande", "Titel", "Organisation", "Datum", "Namnteckning"),
        rows,
        note="En chef med mandat hos varje part som deltar skriver under.",
    )
