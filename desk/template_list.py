"""The förbund's Word templates as the settings page lists them: whose own they are, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path

from extractors.model import Frozen
from intake.workfolder import WorkFolder
from reports.template_check import check_template
from reports.template_words import kind_of, shipped_templates, words_of
from reports.word import TemplateFaultError

NAMES = {"beredning": "Beredningen", "brev": "Breven", "moteshandling": "Översikten till möten"}


class TemplateShown(Frozen):
    """A template: its kind, what it is for, the förbund's own file if there is one, and its faults as Swedish sentences."""

    kind: str
    name: str
    own: str = ""
    faults: tuple[str, ...] = ()


def templates(folder: WorkFolder) -> tuple[TemplateShown, ...]:
    """The shipped kinds in order, each with the förbund's own file; then own files that fit no kind."""
    shown = [_shown(folder, kind, folder.templates / f"{kind}.docx") for kind in shipped_templates()]
    known = {f"{t.kind}.docx" for t in shown}
    for path in sorted(folder.templates.glob("*.docx")):
        if path.name not in known and not path.name.startswith(("~$", ".")):
            kind = kind_of(path.stem)
            if kind is None:
                fault = f"Namnet svarar inte mot någon mall. Döp filen till {', '.join(f'{k}.docx' for k in shipped_templates())}."
                shown.append(TemplateShown(kind="", name=path.stem, own=path.name, faults=(fault,)))
            else:
                shown.append(_shown(folder, kind, path))
    return tuple(shown)


def faults_of(content: bytes, kind: str, name: str) -> tuple[str, ...]:
    """What is wrong with a template of a kind; empty for one that can be used."""
    words = words_of(kind)
    if words is None:
        return ("Programmet gör inget papper av det slaget.",)
    try:
        return tuple(f.sentence for f in check_template(content, words, name))
    except TemplateFaultError as error:
        return (str(error),)


def _shown(folder: WorkFolder, kind: str, path: Path) -> TemplateShown:
    name = NAMES.get(kind, kind)
    if not path.is_file():
        return TemplateShown(kind=kind, name=name)
    try:
        return TemplateShown(kind=kind, name=name, own=path.name, faults=faults_of(path.read_bytes(), kind, path.name))
    except OSError:
        return TemplateShown(
            kind=kind, name=name, own=path.name, faults=(f"{path.name} kan inte läsas. Stäng den i Word.",)
        )
