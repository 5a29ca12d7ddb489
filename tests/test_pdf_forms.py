"""Form fields and notes of a PDF, added to a page by pikepdf."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pikepdf
import typst
from pikepdf import Array, Dictionary, Name, String

from extractors.read import read


def with_notes(folder: Path, markup: str, notes: list[dict[str, Any]]) -> Path:
    """A page made of the markup with these annotations; ``Rect`` is in points from the lower left corner."""
    path = folder / "blankett.pdf"
    path.write_bytes(typst.compile(f'#set page(paper: "a4", margin: 70pt)\n{markup}'.encode()))
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        made = [pdf.make_indirect(Dictionary(Type=Name.Annot, **note)) for note in notes]
        pdf.pages[0].Annots = Array(made)
        fields = [n for n in made if n.Subtype == Name.Widget]
        if fields:
            pdf.Root.AcroForm = Dictionary(Fields=Array(fields))
        pdf.save(path)
    return path


def widget(kind: str, name: str, rect: tuple[float, ...], **more: Any) -> dict[str, Any]:
    return {"Subtype": Name.Widget, "FT": Name(f"/{kind}"), "T": String(name), "Rect": Array(rect), **more}


def test_text_fields_stand_as_rows_where_their_labels_are_printed(tmp_path: Path) -> None:
    notes = [
        widget("Tx", "falt1", (160, 755, 400, 775), V=String("Osynliga unga"), TU=String("Insatsens namn")),
        widget("Tx", "falt2", (160, 730, 400, 750), V=String("")),
    ]
    document = read(with_notes(tmp_path, "Insatsens namn:\n\nSökande:\n\nUnderskrift sker i original.", notes))
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("rad", "Insatsens namn | Osynliga unga"),
        ("stycke", "Sökande:"),
        ("stycke", "Underskrift sker i original."),
    ]
    assert document.blocks[0].cells == ("Insatsens namn", "Osynliga unga")
    assert document.loss.controls == 2


def test_a_field_without_a_tooltip_is_named_by_the_words_beside_it(tmp_path: Path) -> None:
    note = widget("Tx", "Text1", (160, 758, 400, 775), V=String("Exempels kommun"))
    document = read(with_notes(tmp_path, "Sökande:", [note]))
    assert [b.text for b in document.blocks] == ["Sökande | Exempels kommun"]


def test_checkboxes_show_whether_they_are_ticked(tmp_path: Path) -> None:
    notes = [
        widget("Btn", "a", (60, 758, 68, 770), AS=Name.Yes, TU=String("Ny insats")),
        widget("Btn", "b", (60, 738, 68, 750), AS=Name.Off, TU=String("Förlängning")),
    ]
    document = read(with_notes(tmp_path, "Blankett", notes))
    assert [b.text for b in document.blocks][-2:] == ["Ny insats | ☒", "Förlängning | ☐"]


def test_notes_are_comments_but_typed_on_text_is_body(tmp_path: Path) -> None:
    notes = [
        {"Subtype": Name.Text, "Contents": String("Kolla beloppet"), "Rect": Array((10, 10, 20, 20))},
        {"Subtype": Name.FreeText, "Contents": String("Sökt belopp 500 000 kr"), "Rect": Array((70, 600, 300, 616))},
    ]
    document = read(with_notes(tmp_path, "Ansökan om medel till förstudie.", notes))
    assert [b.text for b in document.blocks] == ["Ansökan om medel till förstudie.", "Sökt belopp 500 000 kr"]
    assert [(m.kind, m.text) for m in document.margins] == [("kommentar", "Kolla beloppet")]
