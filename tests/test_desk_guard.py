"""Who may reach the desk, and what a stranger gets: the attacks on a page that runs on one's own machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from starlette.testclient import TestClient

from desk.guard import POLICY
from desk.serve import ADDRESS, PortTakenError, listen
from desk.web import all_routes
from extractors.isolation import ReaderPool
from intake.cli import cli
from intake.options import Refused
from intake.workfolder import lay_out
from tests.desk_folder import ORIGIN, PORT, Visitor, desk_on


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[Visitor]:
    folder, _ = lay_out(tmp_path / "sof")
    with desk_on(folder.root, ReaderPool(0)) as desk:
        desk.register().close()
        yield Visitor(desk)


@pytest.fixture
def guest(stranger: Visitor) -> Visitor:
    return stranger.come_in()


def addresses() -> list[str]:
    """Every address of the desk, with something in its places."""
    filled = [re.sub(r"\{\w+:int\}", "1", route.path) for route in all_routes()]
    return sorted({re.sub(r"\{\w+\}", "x", path) for path in filled} - {"/static/x"})


def test_nothing_is_shown_without_a_link(stranger: Visitor) -> None:
    for path in addresses():
        answer = stranger.client.get(path)
        assert answer.status_code == 403
        assert "Länken är redan använd" in answer.text


def test_a_link_can_be_used_once_and_gives_a_cookie_that_scripts_cannot_read(stranger: Visitor) -> None:
    key = stranger.desk.keys.new_link_key()
    first = stranger.client.get(f"/?nyckel={key}", follow_redirects=False)
    assert first.status_code == 303
    assert first.headers["location"] == "/"
    cookie = first.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert key not in cookie
    other = TestClient(stranger.client.app, base_url=ORIGIN)
    assert other.get(f"/?nyckel={key}").status_code == 403


def test_a_wrong_key_or_cookie_is_refused(stranger: Visitor) -> None:
    for key in ("", "x", "å" * 50, "%00", "a" * 5000):
        assert stranger.client.get("/", params={"nyckel": key}).status_code == 403
    for cookie in (f"beredning-{PORT}=", f"beredning-{PORT}=fel", b"skr\xe4p=\xff", "=;=;"):
        assert stranger.client.get("/", headers={"Cookie": cookie}).status_code == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        f"evil.example:{PORT}",
        "127.0.0.1",
        "127.0.0.1:80",
        f"127.0.0.1.nip.io:{PORT}",
        f"[::1]:{PORT}",
        "",
    ],
)
def test_a_name_that_was_pointed_here_is_refused(guest: Visitor, host: str) -> None:
    answer = guest.client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "Ärenden" not in answer.text


def test_two_hosts_are_refused(guest: Visitor) -> None:
    request = guest.client.build_request("GET", "/", headers=[("Host", f"127.0.0.1:{PORT}"), ("Host", "evil.example")])
    assert guest.client.send(request).status_code == 421


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", f"https://127.0.0.1:{PORT}", "http://127.0.0.1:1", ""]
)
def test_a_form_from_another_page_is_refused(guest: Visitor, origin: str) -> None:
    answer = guest.client.post("/ta-in", data={"marke": guest.desk.keys.form_mark}, headers={"Origin": origin})
    assert answer.status_code == 403
    assert guest.client.get("/", headers={"Origin": origin}).status_code == 403


def test_a_form_without_origin_is_refused(guest: Visitor) -> None:
    assert guest.client.post("/ta-in", data={"marke": guest.desk.keys.form_mark}).status_code == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_or_picture_on_another_page_is_refused(guest: Visitor, site: str) -> None:
    assert guest.client.get("/", headers={"Sec-Fetch-Site": site}).status_code == 403


def test_every_form_must_carry_the_mark(guest: Visitor) -> None:
    """Every action there is, found as the program finds them; those that only show take no form at all."""
    refused = 0
    for path in addresses():
        for mark in ("", "fel", "å"):
            answer = guest.client.post(path, data={"marke": mark}, headers={"Origin": ORIGIN})
            assert answer.status_code in (403, 405), path
            refused += answer.status_code == 403
    assert refused >= 30
    assert not guest.desk.work.under_way


def test_answers_carry_headers_that_keep_scripts_and_frames_out(guest: Visitor) -> None:
    for path in ("/", "/finns-inte", "/static/bord.js", "/arende/999"):
        headers = guest.client.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "unsafe" not in POLICY
    assert "frame-ancestors 'none'" in POLICY
    assert guest.client.get("/").headers["cache-control"] == "no-store"


def test_the_open_folder_tells_a_stranger_nothing_of_the_forbund(stranger: Visitor) -> None:
    answer = stranger.client.get("/static/finns-inte.css")
    assert answer.status_code == 404
    assert "Samordningsförbundet" not in answer.text and "sidhuvud" not in answer.text


def test_no_page_has_scripts_or_styles_of_its_own() -> None:
    templates = Path(__file__).parents[1] / "desk" / "templates"
    for template in templates.glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:|https?://|\|\s*safe", text), template.name
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text)), template.name
        for form in re.findall(r"<form[^>]*method=\"post\".*?</form>", text, re.S):
            assert 'name="marke"' in form, template.name


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2f..%2fcommand.py", "/static/../app.py", "/static/%2e%2e/state.py", "/static/__init__.py", "/static/C:%5Cx.css",
        "/arende/..%2f1", "/arende/-1", "/arende/1e3", "/arende/99999999999999999999", "/arende/1/original/..%2f..%2fregister.sqlite",
        "/arende/1/papper/..%2f..%2f..%2fregister.sqlite", "/arende/1/papper/%00", "/mote/..%2f", "/mote/2026-13-45",
        "/mote/2026-12-22/papper/..%2fregister.sqlite", "/installningar/mall/..%2f..%2finstallningar", "/arende/1/sida/0.png",
        "/arbete/7", "/arende/" + "9" * 5000, "/register.sqlite", "/.%2fregister.sqlite",
    ],
)  # fmt: skip
def test_no_address_reaches_the_disk(guest: Visitor, path: str) -> None:
    answer = guest.client.get(path, follow_redirects=False)
    assert answer.status_code == 404, path
    assert "SQLite" not in answer.text
    assert "Traceback" not in answer.text
    assert "Error" not in answer.text


def test_too_much_is_refused_before_it_is_read(guest: Visitor) -> None:
    large = guest.client.post("/ta-in", content=b"x" * 1_000_001, headers={"Origin": ORIGIN})
    assert large.status_code == 413
    assert "större än 1 MB" in large.text

    def endless() -> Iterator[bytes]:
        for _ in range(40):
            yield b"x" * 100_000

    untold = guest.client.post(
        "/ta-in", content=endless(), headers={"Origin": ORIGIN, "Content-Type": "multipart/form-data; boundary=x"}
    )
    assert untold.status_code in (400, 413)
    odd = guest.client.post("/ta-in", content=b"x", headers={"Origin": ORIGIN, "Content-Length": "-1"})
    assert odd.status_code == 413


def test_other_methods_are_refused(guest: Visitor) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
        assert guest.client.request(method, "/").status_code == 405
    assert guest.client.head("/").status_code == 200
    assert guest.client.get("/ta-in").status_code == 405


@pytest.mark.parametrize(
    "content", [b"", b"--x\r\nContent-Disposition: form-data", b"\xff\xfe" * 50, b"--x\r\n\r\n\r\n--x--"]
)
def test_a_broken_form_is_told_in_a_sentence(guest: Visitor, content: bytes) -> None:
    headers = {"Origin": ORIGIN, "Content-Type": "multipart/form-data; boundary=x"}
    answer = guest.client.post("/lagg-in", content=content, headers=headers)
    assert answer.status_code in (400, 403)
    assert "form" in answer.text.casefold()


def test_a_fault_in_the_program_is_one_sentence(
    guest: Visitor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("inre detalj")

    monkeypatch.setattr("desk.pages.start.waiting", broken)
    text = guest.page("/", 500)
    assert "Något gick fel i programmet" in text
    assert "inre detalj" not in text + capsys.readouterr().err


def test_a_damaged_register_is_told_in_a_sentence(guest: Visitor) -> None:
    guest.desk.folder.register_path.write_bytes(b"inget register" * 100)
    assert "Registret register.sqlite är skadat" in guest.page("/", 422)


def test_it_listens_on_the_loopback_address_only() -> None:
    sock = listen(0)
    with sock:
        assert sock.getsockname()[0] == ADDRESS == "127.0.0.1"
        with pytest.raises(PortTakenError):
            listen(sock.getsockname()[1])


def test_a_taken_port_is_told_in_a_sentence(tmp_path: Path) -> None:
    folder, _ = lay_out(tmp_path / "sof")
    with listen(0) as taken:
        words = ["bord", "--mapp", str(folder.root), "--oppna-inte", "--port", str(taken.getsockname()[1])]
        answer = CliRunner().invoke(cli, words, standalone_mode=False)
    assert isinstance(answer.exception, Refused)
    assert "används redan" in answer.exception.message
