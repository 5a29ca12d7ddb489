"""Small budgets, as applicants write them, with what a careful reader finds in each."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.facts.applied_sum import find_applied_sum
from extractors.facts.budget import find_budget
from extractors.model import Block, BlockKind, Budget, Document, Found, Head


def document(text: str, topic: str = "ekonomi") -> Document:
    """A document from a light notation: ``# heading``, ``- item``, ``a | b`` rows, the rest paragraphs."""
    blocks: list[Block] = []
    table, row, before_was_row = -1, 0, False
    for line in (line.strip() for line in text.strip().splitlines()):
        kind: BlockKind = "stycke"
        cells: tuple[str, ...] = ()
        if line.startswith("# "):
            kind, line = "rubrik", line[2:]
        elif line.startswith("- "):
            kind, line = "lista", line[2:]
        elif "|" in line:
            kind, cells = "rad", tuple(c.strip() for c in line.split("|"))
            line = " | ".join(cells)
            table, row = (table, row + 1) if before_was_row else (table + 1, 0)
        before_was_row = bool(cells)
        if line:
            place = {"table": table, "row": row, "cells": cells} if cells else {}
            blocks.append(Block(id=len(blocks), kind=kind, text=line, topics=(topic,), **place))
    return Document(kind="md", blocks=tuple(blocks))


def read(text: str, months: int | None = None, topic: str = "ekonomi") -> tuple[Budget, int | str | None]:
    doc = document(text, topic)
    head = Head(manader=Found(value=months, quote="", block=0) if months else None)
    applied = find_applied_sum(doc, (), months)
    if applied:
        assert applied.quote in doc.blocks[applied.block].text
    return find_budget(doc, (), head), applied.value if applied else None


# name: (text, months, rows, adds up, applied for)
PROSE: dict[str, tuple[str, int | None, list[int], bool | None, int | None]] = {
    "posts then the sum": (
        "Lönen är 980 000 kr, handledning kostar 75 000 kr och resor 20 000 kr. Vi söker 1 075 000 kr.",
        12, [980000, 75000, 20000], True, 1075000,
    ),
    "sum first, then what it is made of": (
        "Vi ansöker om 720 000 kronor. Av dessa går 610 000 till en samordnare på heltid, 80 000 till utbildning och 30 000 till lokal.",
        12, [610000, 80000, 30000], True, 720000,
    ),
    "off by more than rounding": (
        "Samordnare 560 tkr, lokaler 90 tkr, utbildning 40 tkr. Sökt belopp 740 tkr.", 12, [560000, 90000, 40000], False, 740000,
    ),
    "yearly posts to be multiplied": (
        "Per år kostar handledaren 540 000 kr och lokalen 60 000 kr. För tre år söker vi 1 800 000 kr.",
        36, [540000, 60000], True, 1800000,
    ),
    "monthly rent reckoned out": (
        "Hyran är 6 500 kr i månaden, det vill säga 78 000 kr. En coach kostar 590 000 kr. Totalt 668 000 kr söks.",
        12, [78000, 590000], True, 668000,
    ),
    "others pay some of it": (
        "Från förbundet söks 640 000 kr till koordinatorns lön. Kommunen bidrar med lokal till ett värde av 120 000 kr.",
        12, [], None, 640000,
    ),
    "last year's money": (
        "I fjol beviljades insatsen 500 000 kr, varav 35 000 kr återstår. För 2026 söks 610 000 kr, varav 580 000 kr till lön och 30 000 kr till resor.",
        12, [580000, 30000], True, 610000,
    ),
    "the rest named at the end": (
        "Vi söker 450 tkr. Merparten, 400 tkr, är lön. Återstoden, 50 tkr, är utbildning.", 12, [400000, 50000], True, 450000,
    ),
    "years told apart": (
        "För 2026 söker vi 600 000 kr och för 2027 650 000 kr, totalt 1 250 000 kr.", 24, [], None, 1250000,
    ),
    "posts of two years": (
        "2026: samordnare 400 tkr, utbildning 50 tkr, summa 450 tkr. 2027: samordnare 410 tkr, utbildning 20 tkr, summa 430 tkr. Sammanlagt 880 tkr.",
        24, [400000, 50000, 410000, 20000], True, 880000,
    ),
    "savings are no costs": (
        "Insatsen kostar 900 000 kr. Om tio personer blir självförsörjande sparar kommunen 1,4 mkr per år.", 12, [], None, 900000,
    ),
    "price for one": (
        "Totalt söks 800 000 kr, vilket blir 20 000 kr per deltagare.", 12, [], None, 800000,
    ),
    "only the larger part told": (
        "Vi söker 1,2 mkr, huvudsakligen till lön (950 tkr).", 12, [950000], None, 1200000,
    ),
    "plus and equals": (
        "Lön 480 000 + PO 201 600 + resor 18 400 = 700 000 kr, vilket vi söker.", 12, [480000, 201600, 18400], True, 700000,
    ),
    "number of days": (
        "Utbildning 4 dagar à 15 000 kr = 60 000 kr. Processledare 0,5 tjänst 340 000 kr. Summa 400 000 kr.",
        12, [60000, 340000], True, 400000,
    ),
    "whole said as a half million": ("Vi ber om en halv miljon kronor.", 12, [], None, 500000),
    "yearly amount and stated years": ("Vi söker 700 000 kr per år i tre år.", None, [], None, 2100000),
    "yearly amount and months of the head": ("Sökt belopp: 350 tkr/år.", 24, [], None, 700000),
    "heading holds the words": ("# Sökt belopp\n318 500 kr", 12, [], None, 318500),
    "steps and groups are no money words": (
        "Steg 1 med samhällsvägledare kostar 200 000 kr och referensgrupp med arvoden 15 000 kr. Totalt 215 000 kr.",
        12, [200000, 15000], True, 215000,
    ),
    "utvardering on top": (
        "Personalkostnaden beräknas till 800 000 kr. Därtill kommer 90 000 kr för en extern utvärdering. Tillsammans blir det 890 000 kr som vi söker.",
        12, [800000, 90000], True, 890000,
    ),
    "money of another fund": (
        "Vi söker 300 000 kr. Från ESF har vi begärt 2 mkr till en annan insats.", 12, [], None, 300000,
    ),
    "no money at all": ("Vad det kostar får vi återkomma om.", 12, [], None, None),
    "shares of a post": (
        "En arbetsterapeut på 50 % kostar 325 000 kr och en kurator på 25 % 170 000 kr. Hela budgeten är på 495 000 kr.",
        12, [325000, 170000], True, 495000,
    ),
    "list with a sum": (
        "Kostnader:\n- Samordnare 75 %: 510 000 kr\n- Lokal: 60 000 kr\n- Summa: 570 000 kr", 12, [510000, 60000], True, 570000,
    ),
    "list in thousands": (
        "Alla belopp i tkr:\n- Samordnare 510\n- Lokal 60\n- Totalt 570", 12, [510000, 60000], True, 570000,
    ),
    "list with years": (
        "- Samordnare: 690 000 kr 2026 och 711 000 kr 2027\n- Resor: 20 000 kr per år\n- Sökt totalt: 1 441 000 kr",
        24, [690000, 711000, 20000], True, 1441000,
    ),
    "list of years alone": ("Vi söker\n- 2026: 450 000 kr\n- 2027: 460 000 kr\n- Totalt: 910 000 kr", 24, [], None, 910000),
    "own means under their own heading": (
        "# Budget\nCoach 500 000 kr, resor 20 000 kr. Vi söker 520 000 kr.\n# Medfinansiering\nHandläggare 200 000 kr, lokal 50 000 kr.",
        12, [500000, 20000], True, 520000,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", PROSE)
def test_a_budget_in_running_text(case: str) -> None:
    text, months, rows, adds_up, applied = PROSE[case]
    budget, found = read(text, months)
    assert sorted(r.amount_kr for r in budget.rows) == sorted(rows)
    assert budget.adds_up is adds_up
    assert found == applied


TABLES: dict[str, tuple[str, int | None, list[int], bool | None, int | None]] = {
    "years and a total column": (
        """Post | 2026 | 2027 | Totalt
        Samordnare | 500 000 | 515 000 | 1 015 000
        Lokal | 60 000 | 60 000 | 120 000
        Summa | 560 000 | 575 000 | 1 135 000""",
        24, [500000, 515000, 60000, 60000], True, 1135000,
    ),
    "a row sum that is wrong": (
        """Post | 2026 | 2027 | Totalt
        Samordnare | 500 000 | 515 000 | 1 105 000
        Lokal | 60 000 | 60 000 | 120 000
        Summa | 560 000 | 575 000 | 1 135 000""",
        24, [500000, 515000, 60000, 60000], False, 1135000,
    ),
    "years as rows": (
        """År | Lön | Handledning | Summa
        2026 | 480 000 | 30 000 | 510 000
        2027 | 490 000 | 30 000 | 520 000
        Totalt | 970 000 | 60 000 | 1 030 000""",
        24, [480000, 30000, 490000, 30000], True, 1030000,
    ),
    "no header left": (
        """Samordnare | 500 000 | 515 000 | 1 015 000
        Lokal | 60 000 | 70 000 | 130 000
        Utbildning | 40 000 | 10 000 | 50 000
        Summa | 600 000 | 595 000 | 1 195 000""",
        24, [500000, 515000, 60000, 70000, 40000, 10000], True, 1195000,
    ),
    "thousands said in the caption": (
        """Belopp i tusental kronor
        Kostnadsslag | År 1 | År 2
        Personal | 812 | 830
        Övrigt | 45,5 | 40
        Totalt | 857,5 | 870""",
        24, [812000, 830000, 45500, 40000], True, 1727500,
    ),
    "others' money in a column of its own": (
        """Post | Sökta medel | Kommunens del | Summa
        Koordinator | 400 000 | 200 000 | 600 000
        Lokal | 0 | 80 000 | 80 000
        Summa | 400 000 | 280 000 | 680 000""",
        12, [400000, 0], True, 400000,
    ),
    "others' money in rows": (
        """Post | Kronor
        Koordinator | 610 000
        Handledning | 40 000
        Total kostnad | 650 000
        Medfinansiering kommunen | 150 000
        Söks från förbundet | 500 000""",
        12, [610000, 40000], True, 500000,
    ),
    "terms": (
        """Kostnad | HT 2026 | VT 2027
        Lärare | 210 000 | 215 000
        Material | 15 000 | 10 000
        Summa | 225 000 | 225 000
        Vi söker sammanlagt 450 tkr.""",
        12, [210000, 215000, 15000, 10000], True, 450000,
    ),
    "sum without a name": (
        """Post | Belopp
        Lön | 540 000 kr
        Resor | 25 000 kr
        Lokal | 35 000 kr
         | 600 000 kr""",
        12, [540000, 25000, 35000], True, 600000,
    ),
    "share and price beside the cost": (
        """Post | Omfattning | Månadslön | Kostnad
        Coach | 100 % | 38 000 | 660 000
        Kurator | 50 % | 41 000 | 350 000
        Summa | | | 1 010 000""",
        12, [660000, 350000], True, 1010000,
    ),
    "yearly cost": (
        """Kostnadsslag | Kronor per år
        Processledare | 700 000
        Möten | 10 000
        Summerad årlig kostnad | 710 000""",
        36, [700000, 10000], True, 2130000,
    ),
    "text against table": (
        """Vi söker 2,1 mkr för två år.
        Post | 2026 | 2027
        Lön | 700 000 | 720 000
        Lokal | 100 000 | 100 000
        Summa | 800 000 | 820 000""",
        24, [700000, 720000, 100000, 100000], False, 2100000,
    ),
    "posts left blank": (
        """Post | 2026
        Lön |
        Lokal |
        Summa | """,
        12, [], None, None,
    ),
    "subtotals": (
        """Kostnad | Kr
        Coach | 500 000
        Kurator | 300 000
        Delsumma personal | 800 000
        Lokal | 50 000
        Resor | 20 000
        Delsumma övrigt | 70 000
        Totalt | 870 000""",
        12, [500000, 300000, 50000, 20000], True, 870000,
    ),
    "a form": (
        """Insatsens namn | Steget vidare
        Sökt belopp | 640 000 kr
        Tidigare beviljat | 500 000 kr
        Kontakt | 0470-123 45""",
        12, [], None, 640000,
    ),
    "number of participants is no money": (
        """Mål | 2026 | 2027
        Antal deltagare | 20 | 25
        Andel i arbete | 40 % | 45 %""",
        24, [], None, None,
    ),
    "rows with terms in one table": (
        """Post | Period | Belopp (kr)
        Samordnare | 2026 | 500 000
        Samordnare | 2027 | 510 000
        Summa | | 1 010 000""",
        24, [500000, 510000], True, 1010000,
    ),
    "comments beside": (
        """Post | Belopp | Kommentar
        Lön | 520 000 | 80 % tjänst inkl. PO
        Handledning | 30 000 | 10 tillfällen à 3 000 kr
        Summa | 550 000 | """,
        12, [520000, 30000], True, 550000,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLES)
def test_a_budget_in_a_table(case: str) -> None:
    text, months, rows, adds_up, applied = TABLES[case]
    budget, found = read(text, months)
    assert sorted(r.amount_kr for r in budget.rows) == sorted(rows)
    assert budget.adds_up is adds_up
    assert found == applied


def test_each_sum_is_spelled_out() -> None:
    budget, _ = read(
        "Post | 2026 | 2027\nLön | 690 000 | 700 000\nResor | 10 000 | 12 000\nSumma | 700 000 | 715 000", 24
    )
    assert budget.arithmetic == (
        "Summa 2026: 690 000 + 10 000 = 700 000 kr; angivet 700 000 kr: stämmer",
        "Summa 2027: 700 000 + 12 000 = 712 000 kr; angivet 715 000 kr: stämmer",
    )
    assert [(s.amount_kr, s.computed_kr) for s in budget.sums] == [(700000, 700000), (715000, 712000)]


def test_a_gap_is_told() -> None:
    budget, _ = read("Lön 500 000 kr och resor 20 000 kr. Summa 550 000 kr.")
    assert budget.arithmetic == (
        "Summa: 500 000 + 20 000 = 520 000 kr; angivet 550 000 kr: stämmer inte, skillnad 30 000 kr",
    )


def test_rows_know_their_period_and_post() -> None:
    budget, _ = read("Post | 2026 | 2027\nSamordnare 80 % | 500 000 | 510 000\nLokal | 60 000 | 0")
    assert [(r.post, r.amount_kr, r.period) for r in budget.rows] == [
        ("Samordnare 80 %", 500000, "2026"),
        ("Samordnare 80 %", 510000, "2027"),
        ("Lokal", 60000, "2026"),
        ("Lokal", 0, "2027"),
    ]


def test_own_means_are_quoted_also_where_there_are_none() -> None:
    budget, _ = read(
        "Vi söker 500 000 kr. Inga egna medel tillskjuts. Försäkringskassan bekostar sin handläggare själv."
    )
    assert [q.text for q in budget.own_funds] == [
        "Inga egna medel tillskjuts.",
        "Försäkringskassan bekostar sin handläggare själv.",
    ]


def test_amounts_outside_the_budget_are_left_alone() -> None:
    budget, applied = read("Under 2024 betalade kommunen ut 31,4 mkr i ekonomiskt bistånd.", topic="syfte")
    assert budget == Budget()
    assert applied is None


def test_a_table_that_came_out_as_lines() -> None:
    budget, applied = read(
        """Post 2026 2027 Totalt
        Samordnare 80 % 500 000 515 000 1 015 000
        Lokal 60 000 60 000 120 000
        Utbildning 40 000 10 000 50 000
        Summa 600 000 585 000 1 185 000""",
        24,
    )
    assert sorted(r.amount_kr for r in budget.rows) == [10000, 40000, 60000, 60000, 500000, 515000]
    assert budget.adds_up is True
    assert applied == 1185000


def test_amounts_crowded_into_one_cell() -> None:
    budget, _ = read(
        "Post | 2026 | 2027\nLön | 500 000 515 000 |\nResor | 20 000 | 25 000\nSumma | 520 000 | 540 000", 24
    )
    assert sorted(r.amount_kr for r in budget.rows) == [20000, 25000, 500000, 515000]
    assert budget.adds_up is True


@given(st.lists(st.text(alphabet="0123456789 |.,:–-krtkpåöSumaesvi%()\n/#", max_size=60), max_size=12))
def test_no_text_breaks_the_reading(lines: list[str]) -> None:
    read("\n".join(lines), 24)


@given(st.lists(st.tuples(st.integers(1000, 3_000_000), st.integers(1000, 3_000_000)), min_size=2, max_size=7))
def test_any_table_of_two_years_reads_back(posts: list[tuple[int, int]]) -> None:
    def kr(value: int) -> str:
        return f"{value:,}".replace(",", "\u00a0")

    names = ["Samordnare", "Coach", "Lokal", "Resor", "Handledning", "Utbildning", "Material"]
    rows = [f"{name} | {kr(a)} | {kr(b)}" for name, (a, b) in zip(names, posts, strict=False)]
    total = f"Summa | {kr(sum(a for a, _ in posts))} | {kr(sum(b for _, b in posts))}"
    budget, applied = read("\n".join(["Post | 2026 | 2027", *rows, total]), 24)
    assert sorted(r.amount_kr for r in budget.rows) == sorted(v for pair in posts for v in pair)
    assert budget.adds_up is True
    assert applied == sum(a + b for a, b in posts)
