"""The förbund's settings: who it is, its profile, meetings, money and lead times, and its templates, all checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from desk.due import KINDS
from desk.settings_edit import Value, change, mark_of
from desk.state import Desk, MissingError, RefusedError
from desk.template_list import NAMES, faults_of, templates
from desk.web import Form, action, back_to, download, page, show
from intake.durable import write_whole
from intake.settings import SETTINGS_FILE, Meeting
from reports.papers import shipped_template
from reports.template_words import shipped_templates
from rules.profile import Profile, ProfileError, load_profile, profile_names

_TEXTS = {
    "forbund": ("namn", "organisationsnummer", "profil"),
    "kontakter": ("forbundschef", "e_post", "telefon"),
    "brevhuvud": ("adress", "postadress", "webbplats"),
    "diarium": ("monster",),
}
_DAYS = ("sista_ansokan", "utskick", "svar_pa_komplettering", "protokoll")
_EMPTY_ROWS = 2
_MOST_ROWS = 60
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page("/installningar")
def settings(desk: Desk, request: Request) -> Response:
    """Show the settings in a form."""
    folder = desk.folder
    found = folder.settings
    return show(
        "installningar.html",
        desk,
        request=request,
        i=found,
        lage=mark_of(folder.root / SETTINGS_FILE),
        mapp=str(folder.root),
        profiler=list(_profiles(desk)),
        moten=sorted(found.meetings, key=lambda m: m.day),
        tomma=_EMPTY_ROWS,
        slag=KINDS,
        ar=_years(desk),
        mallar=templates(folder),
    )


@action("/installningar/spara")
def save(desk: Desk, request: Request, form: Form) -> Response:
    """Check and write the settings; a fault is told in a sentence and nothing is then written."""
    values: dict[tuple[str, str], Value] = {
        (section, key): form.text(f"{section}.{key}") for section, keys in _TEXTS.items() for key in keys
    }
    if not values["forbund", "namn"]:
        raise RefusedError("Förbundet måste ha ett namn. Gå tillbaka och fyll i det; inget har sparats.")
    profile = str(values["forbund", "profil"])
    if profile and profile not in {p.id for p in _profiles(desk)}:
        raise RefusedError("Profilen finns inte. Gå tillbaka och välj en i listan; inget har sparats.")
    for key in _DAYS:
        number = form.number(f"ledtider.{key}")
        if number is None or number > 3650:
            raise RefusedError(
                "Ledtiderna ska vara hela dagar, noll eller fler. Gå tillbaka och rätta; inget har sparats."
            )
        values["ledtider", key] = number
    money = {name: _money(form, name) for name in ("budget", "bundet")}
    folder = desk.folder
    change(
        folder.root / SETTINGS_FILE,
        desk.private,
        form.text("lage"),
        values,
        money,
        {"moten": list(_meetings(form, {m.day: m for m in folder.settings.meetings}))},
    )
    return back_to("/installningar", desk, "Inställningarna är sparade.")


@page("/installningar/mall/{kind}")
def template(desk: Desk, request: Request) -> Response:
    """A template to change in Word: the förbund's own, or the one that comes with the program."""
    kind = request.path_params["kind"]
    if kind not in shipped_templates():
        raise MissingError("Mallen finns inte.")
    own = desk.folder.templates / f"{kind}.docx"
    content = own.read_bytes() if own.is_file() else shipped_template(f"{kind}.docx")
    return download(content, f"{kind}.docx", _WORD)


@action("/installningar/mallar")
def put_template(desk: Desk, request: Request, form: Form) -> Response:
    """Take in a changed template, if it can be used."""
    kind = form.text("slag")
    files = form.files("mall")
    if kind not in shipped_templates() or len(files) != 1:
        raise RefusedError("Välj vilken mall det gäller och en Word-fil. Inget har sparats.")
    content = files[0].file.read()
    faults = faults_of(content, kind, "Mallen")
    if faults:
        raise RefusedError(f"Mallen kan inte användas och har inte sparats. {' '.join(faults[:5])}")
    write_whole(desk.folder.templates / f"{kind}.docx", content)
    return back_to(
        "/installningar",
        desk,
        f"Mallen för {NAMES.get(kind, kind)[:1].lower()}{NAMES.get(kind, kind)[1:]} är utbytt.",
        "mallar",
    )


def _profiles(desk: Desk) -> Iterator[Profile]:
    for name in profile_names(desk.folder.profiles):
        try:
            yield load_profile(name, desk.folder.profiles)
        except ProfileError:
            continue


def _years(desk: Desk) -> list[int]:
    found = desk.settings
    own = {desk.today.year + n for n in range(3)}
    return sorted(own | set(found.budget) | set(found.bound))


def _money(form: Form, name: str) -> dict[str, Value]:
    money: dict[str, Value] = {}
    for field in form.names():
        table, _, year = field.partition(".")
        if table != name or not (year.isascii() and year.isdecimal() and len(year) == 4):
            continue
        text = "".join(form.text(field).split()).removesuffix("kr")
        if not text:
            continue
        if not (text.isascii() and text.isdecimal() and len(text) < 13):
            raise RefusedError(f"Beloppet för {year} ska vara hela kronor. Gå tillbaka och rätta; inget har sparats.")
        money[year] = int(text)
    return money


def _meetings(form: Form, before: Mapping[date, Meeting]) -> Iterator[dict[str, Value]]:
    """The meetings of the form's rows; a row without a day is left out. What the form does not show of a meeting is kept."""
    rows = [form.texts(f"mote.{name}") for name in ("datum", "slag", "tid", "plats")]
    found = []
    for day, kind, time, place in list(zip(*rows, strict=False))[:_MOST_ROWS]:
        if not day:
            continue
        try:
            when = date.fromisoformat(day)
        except ValueError as error:
            raise RefusedError(
                f"Datumet {day} går inte att läsa. Skriv det som 2027-03-12; inget har sparats."
            ) from error
        if kind not in KINDS:
            raise RefusedError("Välj om mötet är beredningsgruppens eller styrelsens; inget har sparats.")
        item: dict[str, Value] = {"datum": when, "slag": kind}
        item |= {"tid": time} if time else {}
        item |= {"plats": place} if place else {}
        if when in before and before[when].minutes_each != Meeting.model_fields["minutes_each"].default:
            item["minuter_per_arende"] = before[when].minutes_each
        found.append(item)
    yield from sorted(found, key=lambda each: str(each["datum"]))
