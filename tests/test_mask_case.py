"""A whole case masked: who is private, what is told of, what is held back, and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.masking.account import as_text
from archive.masking.case import Told, mask_case
from intake.cli import cli
from intake.register import Register
from tests.archive_cases import Office, word
from tests.mask_material import (
    NAME,
    NUMBER,
    PHONE,
    SENSITIVE,
    application_as_pdf,
    by_pikepdf,
    by_python_docx,
    by_zip,
    case_of,
    entry,
)


@pytest.fixture(scope="module")
def text_pdf() -> bytes:
    return application_as_pdf()


def test_a_private_person_with_an_officials_first_name_is_masked_and_the_official_stands() -> None:
    text = "Enhetschef Anna Svensson leder. Deltagaren Anna vill arbeta. Annas plan, Svensson, Anna."
    blocks = [{"text": "Enhetschef Anna Svensson leder insatsen, där deltagaren Anna ingår."}]
    files, account = case_of({"a.txt": text.encode(), "b.docx": word(text)}, Told(), block=blocks)
    assert files["001-bilaga.txt"].decode() == (
        "Enhetschef Anna Svensson leder. Deltagaren [maskerat: namn] vill arbeta. [maskerat: namn] plan, Svensson, Anna."
    )
    assert "Deltagaren [maskerat: namn] vill" in by_python_docx(files["002-bilaga.docx"])
    assert account.left == ("Anna Svensson",)


@pytest.mark.parametrize("head", ["Anna", "Anna Svensson, enhetschef"])
def test_the_one_in_charge_shields_no_participant_with_the_same_first_name(head: str) -> None:
    blocks = [{"text": "Deltagaren Anna vill arbeta."}, {"text": "Anna Svensson leder."}]
    files, account = case_of(
        {"a.txt": b"Deltagaren Anna vill. Anna Svensson leder."},
        Told(),
        block=blocks,
        uppgifter={"insatsansvarig": head},
    )
    first, second = files["001-bilaga.txt"].decode().split(". ")
    assert first == "Deltagaren [maskerat: namn] vill"
    assert (second == "Anna Svensson leder.") == (head != "Anna")
    assert account.left == (() if head == "Anna" else (head,))


def test_a_quotation_that_only_a_memo_repeats_is_told_of() -> None:
    quote = "Han har en sjukdom."
    entries = [entry(1, "a.txt"), entry(2, "b.txt", role="papper")]
    bytes_of = {entries[0].sealed: b"Han har  sjukdomar.", entries[1].sealed: quote.encode()}
    review = {"flaggor": [{"id": "kanslig-uppgift", "citat": quote}]}
    _, account = mask_case(entries, bytes_of, {"x": review}, Told(), dnr="2026-001", made="2026-03-02")
    assert account.missed == (quote,)


def test_a_longer_surname_does_not_shield_a_shorter_one() -> None:
    blocks = [{"text": "Kurator Eva Bergström"}, {"text": "Eva Berg vill arbeta."}]
    files, account = case_of({"a.txt": "Eva Berg. Eva Bergström.".encode()}, Told(), block=blocks)
    assert files["001-bilaga.txt"].decode() == "[maskerat: namn]. Eva Bergström."
    assert account.left == ("Eva Bergström",)


def test_an_official_is_masked_when_the_orderer_says_so() -> None:
    blocks = [{"text": "Enhetschef Anna Svensson leder."}]
    files, account = case_of({"a.txt": b"Anna Svensson och Anna."}, Told(names=("Anna Svensson",)), block=blocks)
    assert files["001-bilaga.txt"] == b"[maskerat: namn] och [maskerat: namn]." and account.left == ()


def test_no_official_is_listed_twice() -> None:
    blocks = [{"text": "Enhetschef Anna Svensson leder."}, {"text": "Anna  Svensson"}]
    _, account = case_of({"a.txt": b"x"}, Told(), block=blocks, uppgifter={"insatsansvarig": "anna svensson | Anna Svensson, enhetschef"})  # fmt: skip
    assert account.left == ("Anna Svensson, enhetschef",)


def test_what_is_found_in_no_file_is_told() -> None:
    flags = [
        {"id": "kanslig-uppgift", "citat": "Hon har en diagnos."},
        {"id": "kanslig-uppgift", "citat": "Han har en sjukdom."},
    ]
    data = json.dumps({"citat": "Han har en sjukdom."}).encode()
    contents = {"a.txt": "Hon har\nen diagnos. Lag Röd. Eva Prov.".encode(), "b.json": data}
    told = Told(words=("Lag Röd", "Lag Blå"), names=("Eva Prov", "Eva Prow"))
    _, account = case_of(contents, told, flaggor=flags)
    assert account.missed == ("Lag Blå", "Han har en sjukdom.", "Eva Prow")
    assert "Hittades inte i någon fil" in as_text(account).decode() and "  Eva Prow\n" in as_text(account).decode()


def test_text_in_any_encoding_is_masked_and_what_cannot_be_read_is_held_back() -> None:
    entries = [entry(1, "a.txt"), entry(2, "b.txt"), entry(3, "c.txt"), entry(4, "d.json")]
    text = f"Åsa Öberg, 34 år, {NUMBER}"
    contents = [text.encode("cp1252"), text.encode("utf-16"), b"\0\1\2", b"{"]
    bytes_of = {each.sealed: content for each, content in zip(entries, contents, strict=True)}
    files, account = mask_case(entries, bytes_of, {}, Told(names=("Åsa Öberg",)), dnr="2026-001", made="2026-03-02")
    assert list(files) == ["001-bilaga.txt", "002-bilaga.txt"]
    assert all(made.decode() == "[maskerat: namn], 34 år, [maskerat: personnummer]" for made in files.values())
    assert [line.partition(":")[0] for line in account.withheld] == ["c.txt", "d.json"]


def test_the_name_of_a_file_tells_nothing_in_the_copy(text_pdf: bytes) -> None:
    one = entry(1, "Läkarintyg Sven Provqvist.pdf", role="ovrigt")
    files, _ = mask_case([one], {one.sealed: text_pdf}, {}, Told(), dnr="2026-001", made="2026-03-02")
    assert "Provqvist" not in by_pikepdf(files[one.sealed])


def test_a_file_is_searched_for_the_person_that_it_is_named_after() -> None:
    one = entry(1, "ansokan_Sven-Provqvist.txt")
    files, _ = mask_case([one], {one.sealed: b"Sven Provqvist."}, {}, Told(), dnr="2026-001", made="2026-03-02")
    assert files[one.sealed] == b"[maskerat: namn]."


# The command


def test_a_case_is_masked_with_a_list_for_a_person(tmp_path: Path) -> None:
    office = Office(tmp_path / "mapp")
    flags = [{"id": "kanslig-uppgift", "citat": SENSITIVE, "block": 0, "sida": 1}]
    texts = [SENSITIVE, f"{NAME}, 34 år, nås på {PHONE}.", "Insatsansvarig är enhetschef Anna Ek."]

    original = word(*texts)

    def lay_in(register: Register) -> None:
        office.take_in(register, None, "fatima-provsson.docx", original, text=texts, flags=flags)

    office.with_register(lay_in)
    done = CliRunner().invoke(cli, ["maska", "2026-001", "--mapp", str(office.folder.root)], standalone_mode=False)
    assert done.return_value == 0, (done.output, done.exception)
    place = office.folder.root / "utlamnande" / "2026-001"
    copies = sorted(p.name for p in (place / "kopia").iterdir() if not p.name.startswith("."))
    assert copies == ["001-ansokan.docx", "002-beredning.docx", "003-beredning.pdf", "004-granskning.json"]
    for path in (place / "kopia").glob("*.docx"):
        assert "Provsson" not in by_zip(path.read_bytes()) and "diagnos" not in by_zip(path.read_bytes())
    told = json.loads((place / "maskningslista.json").read_text(encoding="utf-8"))
    assert {line["slag"] for line in told["maskerat"]} >= {"namn", "telefonnummer", "kanslig-uppgift", "metadata"}
    assert all(line["skal"] for line in told["maskerat"])
    assert told["kvar_att_ta_stallning_till"] == ["Anna Ek"]
    assert "ska inte lämnas ut" in (place / "maskningslista.txt").read_text(encoding="utf-8")
    kept = office.folder.cases / "2026-001" / "v1" / "inkommet" / "fatima-provsson.docx"
    assert kept.read_bytes() == original


def test_the_copy_never_lands_among_the_cases_own_papers(tmp_path: Path) -> None:
    office = Office(tmp_path / "mapp")
    office.with_register(lambda register: office.take_in(register, None, "a.docx", word("Vi söker.")))
    words = ["maska", "2026-001", "--mapp", str(office.folder.root), "--ut", str(office.folder.cases / "2026-001")]
    refused = CliRunner().invoke(cli, words, standalone_mode=False)
    assert "Välj en annan mapp" in str(refused.exception)
