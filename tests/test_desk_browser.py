"""The desk in a real browser: a day's work by mouse and by keyboard, every page tried by axe, and no call to anywhere else."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from desk.app import build
from desk.serve import hosts_of, listen
from desk.state import Desk
from intake.reviewing import Reviewer
from tests.desk_folder import NOW, SAMPLES, SharedReaders, make_folder

CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium finns inte på datorn (Debian: apt install chromium)")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, str]]:
    """A desk that listens, and its address."""
    import uvicorn

    folder = make_folder(tmp_path_factory.mktemp("webb") / "sof")
    made = Desk(
        folder.root, "0.0", lambda: Reviewer("0.0", None), SharedReaders(), "Eva Ek", now=lambda: NOW, dry_run=True
    )
    sock = listen(0)
    port = sock.getsockname()[1]
    config = uvicorn.Config(build(made, hosts_of(port)), log_level="critical", lifespan="off", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [sock]})
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield made, f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()
    made.close()
    made.reading.end()  # type: ignore[attr-defined]
    sock.close()


@pytest.fixture(scope="module")
def tab(desk: tuple[Desk, str]) -> Iterator[Any]:
    """A tab that has come in by the link. It fails the module for every script error, refused script, and call to elsewhere."""
    from playwright.sync_api import sync_playwright

    made, address = desk
    faults: list[str] = []
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        context = browser.new_context(base_url=address, viewport={"width": 1366, "height": 850}, locale="sv-SE")
        context.on("request", lambda r: None if r.url.startswith(address) else faults.append(r.url))
        context.on("weberror", lambda e: faults.append(str(e.error)))
        context.on(
            "console", lambda m: faults.append(m.text) if m.type == "error" and "status of 4" not in m.text else None
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(f"/?nyckel={made.keys.new_link_key()}")
        yield page
        browser.close()
    assert not faults


def until(tab: Any, question: str) -> None:
    """Wait until a question to the page has yes for an answer. (The page's own rules allow no waiting inside it.)"""
    for _ in range(100):
        if tab.evaluate(question):
            return
        time.sleep(0.05)
    raise AssertionError(question)


def test_the_key_is_gone_from_the_address(tab: Any) -> None:
    assert "nyckel" not in tab.url
    assert tab.evaluate("document.cookie") == ""


def test_a_dropped_file_becomes_a_case(tab: Any) -> None:
    tab.goto("/")
    tab.set_input_files("#filer", SAMPLES / "03-ungdomssparet.docx")
    assert tab.locator("#valda").inner_text() == "03-ungdomssparet.docx"
    tab.get_by_role("button", name="Ta in", exact=True).click()
    tab.get_by_text("Klart.").wait_for(timeout=20_000)
    assert "nytt ärende 2026-003" in tab.locator("[data-rader]").inner_text()
    tab.get_by_role("link", name="Gå vidare").click()
    tab.get_by_role("link", name="Ungdomsspåret").wait_for()


def test_the_list_follows_what_is_typed(tab: Any) -> None:
    tab.goto("/")
    tab.get_by_label("Sök insats").press_sequentially("karta")
    tab.get_by_text("1 ärende av 3").first.wait_for()
    assert tab.locator("table.lang tbody tr").count() == 1
    assert "sok=karta" in tab.url


def test_a_click_on_a_quote_lights_up_its_words_in_the_pdf(tab: Any) -> None:
    tab.goto("/arende/2")
    quote = tab.locator('[data-visa="uppfoljning-0"]')
    quote.click()
    box = tab.locator("rect.tand").first
    box.wait_for()
    assert box.get_attribute("data-citat") == "uppfoljning-0"
    until(
        tab,
        "() => { const b = document.querySelector('rect.tand').getBoundingClientRect();"
        "const p = document.querySelector('.ansokan').getBoundingClientRect();"
        "return b.top > p.top && b.bottom < p.bottom; }",
    )
    until(tab, "() => document.querySelector('.bild img').naturalWidth > 900")


def test_the_keyboard_goes_to_the_words_and_back(tab: Any) -> None:
    tab.goto("/arende/1")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.textContent") == "Hoppa till innehållet"
    quote = tab.locator('[data-visa="malgrupp-0"]')
    quote.focus()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.tagName") == "MARK"
    assert "Tryck Escape" in tab.locator("#besked").inner_text()
    tab.keyboard.press("Escape")
    assert tab.evaluate("document.activeElement.dataset.visa") == "malgrupp-0"


def test_a_verdict_is_set_aside(tab: Any) -> None:
    tab.goto("/arende/2")
    verdict = tab.locator("#malgrupp")
    verdict.get_by_text("Ändra eller läs mer").click()
    verdict.get_by_label("Er bedömning").select_option("delvis")
    verdict.get_by_label("Skäl").fill("Åldern framgår inte.")
    verdict.get_by_role("button", name="Spara ändringen").click()
    tab.get_by_text("Eva Ek har ändrat från uppfyllt till delvis").wait_for()
    assert tab.locator("#besked").inner_text().startswith("Målgrupp")


def test_two_tabs_on_one_case(tab: Any) -> None:
    tab.goto("/arende/1")
    other = tab.context.new_page()
    other.goto("/arende/1")
    for page, text in ((other, "Först."), (tab, "Sedan.")):
        page.get_by_role("textbox", name="Bedömning").fill(text)
        page.get_by_role("button", name="Spara bedömningen").click()
    other.get_by_text("Bedömningen är sparad.").wait_for()
    tab.get_by_role("heading", name="Ärendet har ändrats").wait_for()
    other.close()


def test_a_letter_is_made_and_shown(tab: Any) -> None:
    tab.goto("/arende/2/papper")
    tab.get_by_role("combobox", name="Brev").select_option("komplettering")
    tab.get_by_role("button", name="Skriv brevet").click()
    tab.get_by_text("Begäran om komplettering: skrivet.").wait_for()
    tab.get_by_role("link", name="Visa komplettering").click()
    picture = tab.locator(".forhands img").first
    picture.wait_for()
    until(tab, "() => document.querySelector('.forhands img').naturalWidth > 900")
    with tab.expect_download() as download:
        tab.get_by_role("link", name="Spara filen").click()
    assert download.value.suggested_filename.endswith(".pdf")


def test_a_meeting_is_run(tab: Any) -> None:
    tab.goto("/mote/2026-12-22")
    case = tab.locator("#arende-1")
    case.get_by_label("Rekommendation").select_option("bevilja")
    case.get_by_label("Motivering").fill("Tre parter och ett tydligt behov.")
    case.get_by_role("button", name="Spara").click()
    tab.get_by_text("2026-001: sparat.").wait_for()
    assert tab.locator("table.lang tbody tr", has_text="Stegvis åter").inner_text().endswith("bevilja")


PAGES = (
    "/", "/?sok=finnsinte", "/arende/1", "/arende/2", "/arende/2?visa=brister", "/arende/1/ekonomi", "/arende/1/versioner",
    "/arende/2/papper", "/arende/1/logg", "/moten", "/mote/2026-12-22", "/mote/2027-01-20", "/installningar", "/provlasning",
    "/arbete/1", "/finns-inte", "/arende/999",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(tab: Any, path: str) -> None:
    """With all that is folded unfolded; on a laptop, and the case also on a tablet."""
    from axe_playwright_python.sync_playwright import Axe

    for width, height in ((1366, 850), (820, 1180)) if path == "/arende/2?visa=brister" else ((1366, 850),):
        tab.set_viewport_size({"width": width, "height": height})
        tab.goto(path)
        tab.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        results = Axe().run(tab)
        assert results.violations_count == 0, results.generate_report()
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} är bredare än skärmen"
    tab.set_viewport_size({"width": 1366, "height": 850})


def test_the_letter_s_preview_passes_axe_too(tab: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab.goto("/arende/2/papper")
    tab.get_by_role("link", name="Visa komplettering").click()
    assert Axe().run(tab).violations_count == 0


def test_axe_would_see_a_fault(tab: Any) -> None:
    """The trial itself is tried: a page with a field without label, no language and pale words gives three faults."""
    from axe_playwright_python.sync_playwright import Axe

    tab.goto("/")
    tab.evaluate(
        "document.documentElement.removeAttribute('lang'); document.querySelector('label[for=sok]').remove();"
        "document.querySelector('.traffar').style.color = '#ccc'"
    )
    found = {each["id"] for each in Axe().run(tab).response["violations"]}
    assert {"html-has-lang", "label", "color-contrast"} <= found
