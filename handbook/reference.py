"""The reference pages, made from the code: what a page says is what the program does. ``python -m handbook uppdatera`` writes them."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module

import click

_BASES = {
    "lag": "lag",
    "nationella-radet": "Nationella rådets vägledning",
    "forbundets-kriterium": "förbundets eget kriterium",
}
_WEIGHTS = {"maste": "Måste", "bor": "Bör", "upplysning": "Upplysning", "av": "Räknas inte"}
_MADE = "Sidan är gjord av programmets kod och ändras med den.\n"


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; strokes and line breaks in cells are kept from breaking it."""
    heads = list(heads)
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def commands() -> str:
    """Every command with its usage, help and options, as click knows them."""
    from intake.cli import cli

    parts = ["# Kommandon\n", _MADE]
    parts.append(
        "Alla kommandon svarar på `--help`. Kommandon som arbetar i förbundets arbetsmapp letar upp den själva: mappen du står i, eller den "
        "närmaste ovanför. Med `--mapp` anger du en annan. Vad talet betyder som ett kommando lämnar efter sig står under "
        "[utgångskoder](utgangskoder.md).\n"
    )
    root = click.Context(cli, info_name="beredning")
    for name in cli.list_commands(root):
        parts += _command(cli.get_command(root, name), name, root, 2)
    return "\n".join(parts)


def _command(command: click.Command | None, name: str, parent: click.Context, level: int) -> list[str]:
    assert command is not None  # noqa: S101 - for the type checker; the name came from the group itself
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(command.collect_usage_pieces(context))
    help_text = re.sub(r"(?m)^\x08\n", "", inspect.cleandoc(command.help or ""))
    parts = [f"{'#' * level} {context.command_path}\n", f"`{context.command_path} {usage}`\n", help_text + "\n"]
    options = [p.get_help_record(context) for p in command.params if isinstance(p, click.Option)]
    rows = [(f"`{record[0]}`", record[1]) for record in options if record]
    if rows:
        parts.append(table(("val", "betydelse"), rows))
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            parts += _command(command.get_command(context, below), below, context, level + 1)
    return parts


def criteria() -> str:
    """The catalogue: question, rule, why, advice, basis and source of each criterion."""
    from rules.criterion import catalogue

    parts = ["# Kriterier\n", _MADE]
    parts.append(
        f"Programmet prövar en ansökan mot {len(catalogue())} kriterier. Hur tungt vart och ett väger bestämmer förbundets "
        "[profil](profiler.md). Exempel på vad som är uppfyllt och inte visar `beredning kriterier ID`.\n"
    )
    for each in catalogue():
        basis = _BASES[each.basis] + (f", {each.law}" if each.law else "")
        parts.append(f"## {each.name}\n")
        parts.append(f"`{each.id}`: {each.question}\n")
        parts.append(
            f"- **Regel.** {each.rule}\n- **Varför.** {each.why}\n- **Råd till sökanden.** {each.advice}\n"
            f"- **Grund.** {basis}.\n- **Källa.** {each.source}.\n"
        )
    return "\n".join(parts)


def letters() -> str:
    """The kinds of letter."""
    from reports.letters import letter_kinds

    rows = [(f"`{kind.slug}`", kind.name, kind.about) for kind in letter_kinds()]
    return "\n".join(
        [
            "# Brev\n",
            _MADE,
            "Ett brev skrivs med `beredning brev DNR SLAG`. Det blir Word och pdf i ärendets mapp `brev`. Ingenting skickas.\n",
            table(("slag", "brev", "vad det säger"), rows),
        ]
    )


def exit_codes() -> str:
    """What a command leaves behind for scripts. Raises KeyError for a code that has no words here."""
    from intake.cli import Exit

    words: Mapping[Exit, str] = {
        Exit.OK: "Allt gick bra. För `granska`: allt lästes, vad som än hittades.",
        Exit.UNREADABLE: "Minst en sak gick inte: en fil kunde inte läsas, eller en kontroll fann ett fel. Resten gjordes.",
        Exit.USAGE: "Fel i kommandot, eller programmet sade nej. Meningen säger varför. Inget har ändrats.",
        Exit.INTERNAL: "Fel i programmet. Inget har ändrats.",
        Exit.INTERRUPTED: "Avbrutet med Ctrl+C.",
    }
    return "\n".join(
        [
            "# Utgångskoder\n",
            _MADE,
            "Varje kommando lämnar ett tal efter sig. Den som kör programmet från ett skript kan läsa av det.\n",
            table(("kod", "betydelse"), [(str(int(code)), words[code]) for code in Exit]),
        ]
    )


def settings() -> str:
    """The settings file as ``beredning starta`` writes it, comments and all."""
    from importlib.resources import files

    text = files("intake.starter").joinpath("installningar.toml").read_text(encoding="utf-8")
    return "\n".join(
        [
            "# Inställningar\n",
            _MADE,
            "Så här ser `installningar.toml` ut när `beredning starta` har lagt upp arbetsmappen. Varje rad är förklarad i filen. "
            "Ändra, spara, och kör `beredning doktor`: är något fel sägs vilken rad det gäller.\n",
            f"```toml\n{text.rstrip()}\n```\n",
        ]
    )


def profiles() -> str:
    """The shipped profiles: how heavily each criterion counts in each."""
    from rules.criterion import catalogue
    from rules.profile import load_profile, profile_names

    loaded = [load_profile(name) for name in profile_names()]
    parts = ["# Profiler\n", _MADE]
    parts.append(
        "Dessa profiler följer med programmet. Hur du gör en egen står under [Profiler och mallar](../03-profiler-och-mallar.md).\n"
    )
    for profile in loaded:
        about = f"{profile.description} " if profile.description else ""
        parts.append(f"- **`{profile.id}`**: {profile.name}. {about}{len(profile.sections)} avsnitt.")
    parts.append("\n## Hur tungt varje kriterium väger\n")
    rows = [
        (each.name, *(_WEIGHTS[profile.weight(each.id)] for profile in loaded)) for each in catalogue()
    ]  # fmt: skip
    parts.append(table(("kriterium", *(profile.id for profile in loaded)), rows))
    return "\n".join(parts)


def formats() -> str:
    """The file formats that are read: each module of ``extractors.formats`` says itself what it reads."""
    import extractors.formats as package

    names = [m.name for m in pkgutil.iter_modules(package.__path__) if m.name[0] != "_"]
    kinds = {module.KIND for name in names if hasattr(module := import_module(f"extractors.formats.{name}"), "KIND")}
    order = [*(k for k in _FORMATS if k in kinds), *sorted(kinds - _FORMATS.keys())]
    return "\n".join(
        [
            "# Filformat\n",
            _MADE,
            "Programmet ser på filens innehåll, inte på dess namn.\n",
            table(("format", "så läses det"), [(f"`{k}`", _FORMATS.get(k, "Läses.")) for k in order]),
        ]
    )


_FORMATS: Mapping[str, str] = {
    "docx": "Word 2007 och senare, också mallar och filer med makron. Makron körs aldrig.",
    "doc": "Word 97–2003.",
    "rtf": "Rich Text Format.",
    "odt": "OpenDocument, till exempel från LibreOffice.",
    "pdf": "Pdf med text. Sidor som är bilder läses med OCR, på svenska. Ifyllda formulärfält och kommentarer läses också.",
    "bild": "Foto eller skanning (JPEG, PNG, TIFF), med OCR.",
    "eml": "Sparat mejl med bilagor. Det blir en ansökan.",
    "msg": "Sparat mejl från Outlook med bilagor. Det blir en ansökan.",
    "html": "Webbsida.",
    "txt": "Ren text.",
    "xlsx": "Excel. Oftast en budgetbilaga.",
    "zip": "Zip-fil med en ansökan och dess bilagor.",
    "mapp": "En mapp med en ansökan och dess bilagor.",
    "krypterad": "Låsta filer läses inte. Programmet säger det och ber om en utan lösenord.",
    "ole": "Gamla filer från Excel, PowerPoint med flera läses inte. Programmet säger vad du kan be om i stället.",
}


def _parts() -> str:
    from handbook.dependencies import page

    return page()


PAGES: Mapping[str, Callable[[], str]] = {
    "kommandon": commands,
    "kriterier": criteria,
    "brev": letters,
    "installningar": settings,
    "profiler": profiles,
    "filformat": formats,
    "utgangskoder": exit_codes,
    "delar": _parts,
}
"""The pages of ``docs/handbok/referens``, by their files' names."""
