"""At the desk: the board's decision, what is noted afterwards, what only the förbund may see, and scanned pages."""

from __future__ import annotations

import io
import json

from tests.desk_folder import Visitor, words


def test_the_boards_decision_is_entered_and_its_letter_written(chef: Visitor) -> None:
    page = chef.page("/arende/1/beslut")
    assert "Inget beslut är infört." in page
    assert 'value="2027-01–2028-12"' in page, "the application's own months are suggested"
    fields = {"utfall": "bevilja", "datum": "2027-01-20", "paragraf": "§ 14", "period": "2027-01–2028-12", "brev": "ja"}
    told = words(chef.send("/arende/1/beslut/for-in", 422, lage=chef.state(page), **fields))
    assert "Det sökta beloppet tas aldrig för det beviljade." in told
    assert "--belopp" not in told
    page = chef.send(
        "/arende/1/beslut/for-in",
        lage=chef.state(page),
        belopp="2 401 000",
        **fields,
        **{"rapport.slutrapport": "2029-03-01"},
    )
    assert "Beviljat den 2027-01-20, § 14, 2 401 000 kronor" in words(page).replace("\xa0", " ")
    assert "Slutrapport senast 2029-03-01." in words(page)
    assert "beslutat" in page
    with chef.desk.register() as register:
        assert [e.kind for e in register.events(1)][-4:] == ["beslut", "bevakning", "bevakning", "brev"]
    assert "bevilja-2026-11-23.pdf" in chef.page("/arende/1/papper")
    chef.send("/arende/1/beslut/for-in", 409, lage="1", belopp="1", **fields)
    for wrong in ({"utfall": "kanske"}, {"datum": "i går"}, {"belopp": "mycket"}, {"period": "våren"}):
        state = chef.state(chef.page("/arende/1/beslut"))
        assert "<h1>Det gick inte</h1>" in chef.send(
            "/arende/1/beslut/for-in", 422, lage=state, **{"belopp": "5", **fields, **wrong}
        )


def test_what_comes_after_the_decision_is_noted(chef: Visitor) -> None:
    page = chef.page("/arende/1/beslut")
    page = chef.send("/arende/1/anteckna", lage=chef.state(page), handelse="bevaka", vad="besök", senast="2026-12-01")
    assert "Antecknat: Bevakas: besök, senast 2026-12-01." in words(page)
    assert "Besök ska vara klar." in chef.page("/")
    page = chef.send("/arende/1/anteckna", lage=chef.state(page), handelse="klart", vad="besök")
    assert "Besök ska vara klar." not in chef.page("/")
    page = chef.send("/arende/1/anteckna", lage=chef.state(page), handelse="overenskommelse")
    assert "överenskommelse finns" in page
    assert "Ange vad det gäller" in chef.send("/arende/1/anteckna", 422, lage=chef.state(page), handelse="rapport")
    chef.send("/arende/1/anteckna", 422, lage=chef.state(page), handelse="x")


def test_questions_to_the_forbund_itself_stand_on_the_cases_page(chef: Visitor) -> None:
    (path,) = (chef.desk.root / "arenden" / "2026-001" / "v1").glob("*.json")
    review = json.loads(path.read_text(encoding="utf-8"))
    quote = {"text": review["block"][3]["text"], "block": 3, "sida": 1}
    asked = {
        "id": "jav",
        "fraga": "Kan Ada Ek vara jävig?",
        "skal": "Namnet <står> där.",
        "kalla": "KL",
        "citat": [quote],
    }
    path.write_text(json.dumps({**review, "fragor_till_forbundet": [asked]}), encoding="utf-8")
    page = chef.page("/arende/1")
    assert "Frågor till er själva Står inte i beredning eller brev. Kan Ada Ek vara jävig?" in words(page)
    assert "Namnet &lt;står&gt; där." in page
    assert 'data-stycke="3"' in page


def test_a_scanned_picture_is_shown_page_by_page(chef: Visitor) -> None:
    """The review of the PDF stands in for that of a scan: its file is a picture of two pages."""
    from PIL import Image

    folder = chef.desk.root / "arenden" / "2026-002" / "v1"
    (path,) = folder.glob("*.json")
    review = json.loads(path.read_text(encoding="utf-8"))
    review["fil"] |= {"typ": "bild", "ocr": True, "sidor": 2}
    path.write_text(json.dumps(review), encoding="utf-8")
    (original,) = (folder / "inkommet").iterdir()
    pages = [Image.new("L", (1240, 1754), shade) for shade in (250, 200)]
    pages[0].save(original, "TIFF", save_all=True, append_images=pages[1:])
    page = chef.page("/arende/2")
    assert 'src="/arende/2/sida/2.png" width="595" height="842"' in page
    for number, shade in ((1, 250), (2, 200)):
        shown = Image.open(io.BytesIO(chef.client.get(f"/arende/2/sida/{number}.png").content)).convert("L")
        assert shown.getpixel((300, 300)) == shade
    assert chef.client.get("/arende/2/sida/3.png").status_code == 404
