"""``beredning profil``: list and show profiles, check one, and learn one from a förbund's blank template."""

from __future__ import annotations

from pathlib import Path

import click

from intake.options import maybe_in_work_folder
from intake.swedish import SwedishCommand, SwedishGroup

_WEIGHTS = {"maste": "Måste", "bor": "Bör", "upplysning": "Upplysning", "av": "Räknas inte"}


@click.group(
    cls=SwedishGroup,
    help="Förbundets profil: vad mallen frågar efter och hur tungt varje kriterium väger.\n\n"
    "Egna profiler ligger i arbetsmappens mapp profiler.",
)
def command() -> None:
    """Root of the profile commands."""


@command.command("lista", cls=SwedishCommand, help="Visa vilka profiler som finns, programmets egna och förbundets.")
@maybe_in_work_folder
def list_profiles(mapp: Path | None) -> int:
    """Print a line for each profile; a faulty one is told and stops nothing."""
    from rules.profile import ProfileError, load_profile, profile_names

    own = _own(mapp)
    faulty = 0
    for name in profile_names(own):
        mark = "förbundets egen" if own and (own / f"{name}.toml").is_file() else "följer med programmet"
        try:
            click.echo(f"{name:<16} {load_profile(name, own).name} ({mark})")
        except ProfileError as error:
            faulty += 1
            click.echo(f"{name:<16} går inte att använda ({mark}). {error}", err=True)
    return 1 if faulty else 0


@command.command("visa", cls=SwedishCommand, help="Visa en profil: avsnitt, frågor och kriterier efter tyngd.")
@click.argument("namn", metavar="NAMN")
@maybe_in_work_folder
def show(namn: str, mapp: Path | None) -> int:
    """Print the profile."""
    from intake.options import plain_faults
    from rules.criterion import catalogue
    from rules.profile import load_profile

    own = _own(mapp)
    with plain_faults():
        profile = load_profile(namn, own)
    click.echo(f"{profile.id} – {profile.name}\n{profile.description}\n\nAvsnitt")
    for section in profile.sections:
        click.echo(f"  {section.heading} ({', '.join(section.topics)}){'' if section.required else ', frivilligt'}")
        for prompt in section.prompts:
            click.echo(f"    – {prompt}")
    for weight, name in _WEIGHTS.items():
        found = [c.id for c in catalogue() if profile.weight(c.id) == weight]
        if found:
            click.echo(f"\n{name} ({len(found)})\n  {', '.join(found)}")
    if profile.template_text:
        click.echo(f"\nMallens egna meningar som känns igen: {len(profile.template_text)}")
    return 0


@command.command(
    "kontrollera",
    cls=SwedishCommand,
    help="Se efter att en profilfil går att använda, och vad som är kvar att se över.",
)
@click.argument("fil", metavar="FIL", type=click.Path(path_type=Path))
def check(fil: Path) -> int:
    """Say what to mend in the file, with key and line; exit code 1 where it cannot be used."""
    from intake.options import Refused
    from rules.learn_profile_toml import places_to_look_over
    from rules.profile import ProfileError, load_profile

    if not fil.is_file() or fil.suffix != ".toml":
        raise Refused(f"{fil} finns inte eller är ingen profil. Ange en fil som slutar på .toml.")
    try:
        profile = load_profile(fil.stem, fil.absolute().parent)
    except ProfileError as error:
        click.echo(str(error), err=True)
        return 1
    left = places_to_look_over(fil.read_text(encoding="utf-8-sig"))
    click.echo(f"{fil.name} går att använda: {profile.name}, {len(profile.sections)} avsnitt.")
    if left:
        click.echo(f"{left} {'ställe är märkt' if left == 1 else 'ställen är märkta'} «SE ÖVER».")
    return 0


@command.command(
    "lar-av",
    cls=SwedishCommand,
    help="Gör en profil av ett förbunds tomma ansökningsmall (Word, PDF …): avsnitt, frågor och anvisningar. "
    "Resultatet är ett förslag att läsa igenom; osäkra ställen är märkta «SE ÖVER».",
)
@click.argument("mall", metavar="MALL", type=click.Path(path_type=Path))
@click.option(
    "--ut",
    metavar="FIL",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Profilen som skrivs. [arbetsmappens profiler/]",
)
@click.option("--namn", metavar="NAMN", default="", help="Förbundets namn. [det som står i mallen]")
@click.option("--skriv-over", is_flag=True, help="Ersätt en profil som redan finns.")
@maybe_in_work_folder
def learn(mall: Path, ut: Path | None, namn: str, skriv_over: bool, mapp: Path | None) -> int:
    """Read the template, write the profile, and say how much there is to look over."""
    from extractors.errors import Unreadable
    from extractors.isolation import ReaderPool
    from extractors.understand import understand
    from intake.durable import make_folder, write_whole
    from intake.options import Refused, plain_faults
    from rules.learn_profile import learn_profile
    from rules.learn_profile_toml import places_to_look_over, profile_toml

    with plain_faults():
        target = ut or (_own(mapp) or Path()) / f"{_file_name(namn or mall.stem)}.toml"
        if target.exists() and not skriv_over:
            raise Refused(f"{target} finns redan. Välj ett annat namn med --ut, eller lägg till --skriv-over.")
        click.echo(f"Läser {mall.name} …", err=True)
        try:
            with ReaderPool() as pool:
                template = understand(pool.read(mall))
        except Unreadable as error:
            click.echo(error.text, err=True)
            return 1
        learned = learn_profile(template, mall.name)
        text = profile_toml(learned, namn)
        make_folder(target.absolute().parent)
        write_whole(target, text.encode("utf-8"))
    left = places_to_look_over(text)
    click.echo(
        f"{target} är skriven: {len(learned.sections)} avsnitt, {len(learned.template_text)} meningar ur mallen.\n"
        + (f"{left} ställen är märkta «SE ÖVER». " if left else "")
        + "Läs igenom filen i en texteditor innan du använder den."
    )
    return 0


def _own(mapp: Path | None) -> Path | None:
    """The folder of the förbund's own profiles: of the working folder given, else of the nearest one, else none."""
    from intake.options import plain_faults
    from intake.workfolder import WorkFolderError, find

    if mapp is not None:
        with plain_faults():
            return find(mapp).profiles
    try:
        return find(None).profiles
    except WorkFolderError:
        return None


def _file_name(name: str) -> str:
    """A name for a file that is easy to type: small letters a to z, digits and dashes."""
    import re

    plain = name.casefold().translate(str.maketrans("åäöéü", "aaoeu")).removeprefix("samordningsforbundet")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "egen"
