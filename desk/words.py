"""Swedish words for what the pages show."""

from __future__ import annotations

from datetime import date

from reports.swedish_text import HARD, shortened, swedish_date, thousands

STATUS = {"uppfyllt": "Uppfyllt", "delvis": "Delvis", "saknas": "Saknas", "avviker": "Avviker"}
WEIGHT = {"maste": "Måste", "bor": "Bör", "upplysning": "Upplysning"}
TOPICS = {
    "uppgifter": "Uppgifter",
    "syfte": "Syfte och bakgrund",
    "malgrupp": "Målgrupp",
    "mal": "Mål",
    "aktiviteter": "Aktiviteter",
    "organisation": "Organisation och parter",
    "ekonomi": "Ekonomi",
    "uppfoljning": "Uppföljning",
    "implementering": "Implementering",
    "aterkoppling": "Återkoppling",
    "underskrift": "Underskrift",
    "ovrigt": "Övrigt",
}
PARTIES = {"AF": "Arbetsförmedlingen", "FK": "Försäkringskassan", "kommun": "Kommun", "region": "Region"}
FACTS = {
    "insatsnamn": "Insats",
    "sokande": "Sökande",
    "insatsansvarig": "Insatsansvarig",
    "forbund": "Förbund",
    "datum": "Ansökans datum",
    "start": "Start",
    "slut": "Slut",
    "manader": "Månader",
    "sokt_belopp_kr": "Sökt belopp",
}
FLAGS = {
    "personnummer": "Personnummer",
    "kanslig-uppgift": "Känslig uppgift",
    "malltext": "Kvarlämnad malltext",
    "platshallare": "Ej ifylld plats i mallen",
    "ej-ansokan": "Ser inte ut att vara en ansökan",
}
_SURE, _RATHER = 0.9, 0.7


def kronor(amount: int | None) -> str:
    """``1 240 000 kr``; a phrase where there is none."""
    return "framgår inte" if amount is None else f"{thousands(amount)}{HARD}kr"


def swedish_day(day: date | str) -> str:
    """A day in words, also from the time stamps of the register."""
    return swedish_date(str(day)[:10])


def moment(time: str) -> str:
    """A time stamp of the register as day and clock."""
    return (
        f"{swedish_date(time[:10])} kl.{HARD}{time[11:16].replace(':', '.')}" if len(time) > 10 else swedish_day(time)
    )


def short(text: str, most: int = 160) -> str:
    """The text cut at a word."""
    return shortened(text, most)


def count(number: int, one: str, many: str) -> str:
    """``1 brist``, ``3 brister``, ``inga brister``."""
    return f"inga {many}" if number == 0 else f"{number}{HARD}{one if number == 1 else many}"


def certainty(share: float) -> str:
    """How sure the program is, in a word that a reader can act on."""
    if share >= _SURE:
        return "säker"
    return "ganska säker" if share >= _RATHER else "osäker – läs själv"


def days_left(day: date, today: date) -> str:
    """``i dag``, ``i morgon``, ``om 5 dagar`` or ``för 2 dagar sedan``."""
    left = (day - today).days
    if left in (0, 1):
        return ("i dag", "i morgon")[left]
    if left == -1:
        return "i går"
    return f"om {left} dagar" if left > 0 else f"för {-left} dagar sedan"
