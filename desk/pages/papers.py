"""A case's papers: made, shown as they look, and saved. The functions behind are those of the command line."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from desk.case_page import CaseShown, load, same_state
from desk.drawing import Layout
from desk.papers import Paper, found, letters, version_papers
from desk.state import Desk, MissingError, RefusedError, known_case, refusing
from desk.web import Form, action, back_to, download, page, show
from desk.work import Tell
from intake.compare import all_versions
from intake.durable import sha256_of
from intake.letter_files import latest_letter, lay_and_enter, letters_folder, mark_sent
from intake.letters import material_of
from intake.oslock import held
from intake.review_case import review_stored
from reports.letters import letter_kind, letter_kinds
from reports.letters.model import Decision, LetterKind
from reports.marked.copy import markers
from reports.swedish_text import listed


@page("/arende/{number:int}/papper")
def papers(desk: Desk, request: Request) -> Response:
    """List the papers, with a form for each that can be made."""
    folder = desk.folder
    with desk.register() as register:
        shown = load(desk, register, request)
    sent = {e.data.get("slag"): e for e in shown.events if e.kind == "skickat"}
    kinds = [k for k in letter_kinds() if k.for_case]
    place = letters_folder(folder, shown.case)
    written = {k.slug: e for k in kinds if (e := latest_letter(place, shown.events, k)) is not None}
    return show(
        "arende_papper.html",
        desk,
        request=request,
        del_="papper",
        a=shown,
        papper=version_papers(folder, shown.file),
        brev=letters(folder, shown.case),
        slag=kinds,
        skrivna=[
            (k, written[k.slug], k.slug in sent and sent[k.slug].id > written[k.slug].id)
            for k in kinds
            if k.slug in written
        ],
        kan_markeras=shown.review is not None and shown.review["fil"]["typ"] in markers(),
    )


@action("/arende/{number:int}/brev")
def letter(desk: Desk, request: Request, form: Form) -> Response:
    """Write a letter."""
    kind = _kind(form)
    added = Decision(questions=_lines(form, "fraga"), reasons=_lines(form, "skal"), terms=_lines(form, "villkor"))
    folder = desk.folder
    with desk.register() as register:
        shown = load(desk, register, request)
        same_state(shown, form)
        with refusing():
            material = material_of(folder, register, shown.case, kind, desk.today, added=added)
            if kind.needs_review and material.review is None and not added.questions:
                raise RefusedError(
                    f"{shown.case.dnr} har ingen granskning. Skriv egna frågor så kan brevet göras ändå."
                )
            made = kind.write(material)
        laid = lay_and_enter(folder, register, shown.case, kind, made, material, desk.who)
    said = f"{kind.name}: {'skrivet' if laid.new else 'finns redan, oförändrat'}."
    if made.svar_senast:
        said += f" Svar senast {made.svar_senast}."
    if made.att_fylla_i:
        said += f" Fyll i: {listed(made.att_fylla_i)}."
    if made.osakra:
        said += f" Läs efter i ansökan före underskrift: {listed(made.osakra)}."
    if laid.beside:
        said += " Ett tidigare brev har ändrats för hand och ligger kvar; det nya ligger bredvid."
    return back_to(f"/arende/{shown.case.id}/papper", desk, said)


@action("/arende/{number:int}/skickat")
def sent(desk: Desk, request: Request, form: Form) -> Response:
    """Enter that a letter has been sent. The desk itself sends nothing."""
    kind = _kind(form)
    with desk.register() as register:
        shown = load(desk, register, request)
        same_state(shown, form)
        written = latest_letter(letters_folder(desk.folder, shown.case), shown.events, kind)
        if written is None:
            raise RefusedError("Brevet är inte skrivet, eller dess filer ligger inte kvar. Skriv det först.")
        mark_sent(register, shown.case, kind, written, desk.who)
    return back_to(f"/arende/{shown.case.id}/papper", desk, f"{kind.name} är antecknat som skickat.")


@action("/arende/{number:int}/beredning")
def memo(desk: Desk, request: Request, form: Form) -> Response:
    """Review the newest version again and write its memo, as work under way."""
    with desk.register() as register:
        case = known_case(register, request.path_params["number"])

    def run(tell: Tell) -> None:
        folder = desk.folder
        tell("Ansökan läses och prövas på nytt. Det som någon har ändrat för hand står kvar.")
        with desk.reviewer() as reviewing, held(folder.lock_path), desk.register() as register:
            place, file = all_versions(register, case)[-1]
            text, _ = review_stored(folder, register, reviewing, place, file, None, 0, desk.now)
        tell(text)

    task = desk.work.add(f"Skriver beredningen för {case.dnr}", f"/arende/{case.id}/papper", run)
    return back_to(f"/arbete/{task.id}", desk)


@action("/arende/{number:int}/markerad")
def marked(desk: Desk, request: Request, form: Form) -> Response:
    """Make a marked copy of the newest version, as work under way."""
    with desk.register() as register:
        shown = load(desk, register, request)

    def run(tell: Tell) -> None:
        from intake.marking import decided_verdicts, mark_file, write_copy

        folder = desk.folder
        path = folder.root / shown.file.path
        with desk.register() as register:
            decided = decided_verdicts(register, shown.case)
        tell(f"{path.name} läses och märks.")
        copy = mark_file(
            path,
            desk.reading.read,
            today=desk.today,
            profile=folder.settings.forbund.profile,
            profiles=folder.profiles,
            decided=decided,
        )
        with refusing():
            written = write_copy(path, copy, path.parents[1])
        tell(f"{written.name} är klar.")

    case = shown.case
    task = desk.work.add(f"Gör en markerad kopia för {case.dnr}", f"/arende/{case.id}/papper", run)
    return back_to(f"/arbete/{task.id}", desk)


@page("/arende/{number:int}/papper/{word}")
def save(desk: Desk, request: Request) -> Response:
    """A paper to save."""
    _, paper = _paper(desk, request)
    return download(paper.path.read_bytes(), paper.name)


@page("/arende/{number:int}/papper/{word}/visa")
def preview(desk: Desk, request: Request) -> Response:
    """A paper as it looks."""
    shown, paper = _paper(desk, request)
    layout = _layout(desk, paper)
    return show(
        "forhandsvisning.html",
        desk,
        request=request,
        del_="papper",
        a=shown,
        p=paper,
        sidor=layout.sizes,
        antal_sidor=layout.pages,
    )


@page("/arende/{number:int}/papper/{word}/sida/{page:int}.png")
def preview_page(desk: Desk, request: Request) -> Response:
    """A page of a paper as a picture."""
    _, paper = _paper(desk, request)
    number = request.path_params["page"]
    layout = _layout(desk, paper)
    drawn = (
        desk.drawings.picture(paper.path, sha256_of(paper.path), number) if 1 <= number <= len(layout.sizes) else None
    )
    if drawn is None:
        raise MissingError("Sidan finns inte i papperet, eller kan inte ritas.")
    return Response(drawn, media_type="image/png")


def _layout(desk: Desk, paper: Paper) -> Layout:
    if not paper.can_be_shown:
        raise MissingError(f"{paper.name} kan inte visas här. Spara filen och öppna den i dess eget program.")
    return desk.drawings.layout(paper.path, sha256_of(paper.path), ())


def _paper(desk: Desk, request: Request) -> tuple[CaseShown, Paper]:
    folder = desk.folder
    with desk.register() as register:
        shown = load(desk, register, request)
    lying = (*version_papers(folder, shown.file), *letters(folder, shown.case))
    return shown, found(lying, request.path_params["word"])


def _kind(form: Form) -> LetterKind:
    try:
        kind = letter_kind(form.text("slag"))
    except KeyError as error:
        raise MissingError("Brevet finns inte. Välj ett i listan.") from error
    if not kind.for_case:
        raise MissingError("Brevet hör inte till ett ärende. Välj ett i listan.")
    return kind


def _lines(form: Form, name: str) -> tuple[str, ...]:
    """A line of the field is one question, reason or term."""
    return tuple(line.strip() for line in form.text(name).split("\n") if line.strip())
