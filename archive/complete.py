"""Whether a case has all that an archived case must have, what its decision was, and what it says of personal data.

Source: FinsamL (2003:1210) 5 and 18 §§ for agreement and komplettering.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from archive.model import CaseRecord, Decision, Entry, EventRow, Outcome, Restriction, Reviewed

# The event's own outcome word comes first; words of a free text are looked for where it is missing.
_OUTCOMES: dict[str, Outcome] = {
    "bevilja": "bevilja", "beviljas": "bevilja", "beviljad": "bevilja", "bifall": "bevilja", "avslag": "avslag", "avslå": "avslag",
    "aterremiss": "aterremiss", "återremiss": "aterremiss", "ej-vidare": "ej-vidare", "ej_vidare": "ej-vidare", "inte vidare": "ej-vidare",
    "aterkallad": "aterkallad", "återkall": "aterkallad", "återtag": "aterkallad",
}  # fmt: skip
_IN_TEXT: tuple[tuple[str, Outcome], ...] = (
    ("återremi", "aterremiss"), ("avsl", "avslag"), ("inte beviljas", "avslag"), ("inte vidare", "ej-vidare"), ("återkall", "aterkallad"),
    ("bevilj", "bevilja"), ("bifall", "bevilja"),
)  # fmt: skip
_ASKS = "komplettering"
DECISION_LETTER = "Brev om beslut"


def decision_of(record: CaseRecord) -> Decision | None:
    """The latest decision in the register, or None."""
    events = record.events("beslut")
    if not events:
        return None
    last = events[-1]
    outcome = _outcome(last)
    day = str(last.data.get("datum") or last.tid)[:10]
    # Whoever entered the decision seldom made it: what is granted, rejected or sent back is the board's (FinsamL 10 §).
    who = {"ej-vidare": "förbundschefen", "aterkallad": "sökanden", "okant": last.vem}.get(outcome, "styrelsen")
    return Decision(outcome=outcome, text=last.text, day=day, who=who)


def _outcome(event: EventRow) -> Outcome:
    told = str(event.data.get("utfall", "")).casefold()
    if told in _OUTCOMES:
        return _OUTCOMES[told]
    text = event.text.casefold()
    return next((outcome for stem, outcome in _IN_TEXT if stem in text), "okant")


def missing_parts(record: CaseRecord, entries: Sequence[Entry], reviews: Sequence[Reviewed]) -> tuple[str, ...]:
    """What the case lacks, one Swedish sentence each; empty when it is complete."""
    found: list[str] = []
    kinds = Counter(entry.kind for entry in entries)
    events = [event for each in (record, *record.knutna) for event in each.handelser]
    if not kinds["ansokan"]:
        found.append("Ansökan saknas i ärendets mapp.")
    found += _unanswered(events)
    if not reviews:
        found.append("Granskningen (json) saknas. Kör ”beredning omgranska” för ärendet.")
    if not kinds["beredning"]:
        found.append("Beredningen saknas i ärendets mapp.")
    found += _letters(events, entries)
    decision = decision_of(record)
    if decision is None or decision.outcome == "aterremiss":
        found.append(
            "Beslut saknas. För in styrelsens beslut i registret."
            if decision is None
            else "Ärendet är återremitterat och har inget slutligt beslut."
        )
    elif not _told(decision.outcome, events, entries):
        found.append("Brevet om beslutet saknas. Skriv det med ”beredning brev”.")
    if (
        decision is not None
        and decision.outcome == "bevilja"
        and not (record.events("överenskommelse") or kinds["overenskommelse"])
    ):
        found.append("Överenskommelse saknas. Den ska finnas när insatsen har beviljats medel.")
    return tuple(found)


def _places(number: int) -> str:
    return "ett ställe" if number == 1 else f"{number} ställen"


def _unanswered(events: Sequence[EventRow]) -> list[str]:
    """Requests for komplettering that were sent and never answered."""
    asked: EventRow | None = None
    for event in sorted(events, key=lambda e: e.tid):
        if event.slag == "skickat" and event.data.get("slag", _ASKS) == _ASKS:
            asked = event
        elif event.slag in ("svar inkom", "ny version"):
            asked = None
    return [f"Svar saknas på begäran om komplettering som skickades {asked.tid[:10]}."] if asked else []


def _told(outcome: Outcome, events: Sequence[EventRow], entries: Sequence[Entry]) -> bool:
    """Whether there is a letter that tells the decision; a withdrawn case, or a decision in free text, needs none."""
    if outcome in ("aterkallad", "okant"):
        return True
    written = any(e.slag in ("brev", "skickat") and e.data.get("slag") == outcome for e in events)
    return written or any(entry.title == DECISION_LETTER for entry in entries)


def _letters(events: Sequence[EventRow], entries: Sequence[Entry]) -> list[str]:
    """Letters that the register tells of and that no longer lie in the case's folder."""
    names = {entry.name for entry in entries}
    found = []
    for event in events:
        told = event.data.get("papper") if event.slag == "brev" else None
        for name in [told] if isinstance(told, str) else told if isinstance(told, list | tuple) else ():
            plain = str(name).replace("\\", "/").rsplit("/", 1)[-1]
            if plain not in names:
                found.append(f"Brevet {plain} från {event.tid[:10]} saknas i ärendets mapp.")
    return found


def restrictions_of(reviews: Sequence[Mapping[str, Any]]) -> tuple[Restriction, ...]:
    """Personal data and sensitive statements that the reviews (as JSON) flagged, without repeating them."""
    count: Counter[str] = Counter()
    for review in reviews:
        count.update(str(flag.get("id")) for flag in review.get("flaggor", ()))
    found = []
    if number := count["personnummer"]:
        found.append(
            Restriction(
                kind="gdpr",
                regulation="Dataskyddsförordningen (EU) 2016/679 artikel 87, lagen (2018:218) 3 kap. 10 §",
                text=f"Personnummer eller samordningsnummer på {_places(number)}.",
                count=number,
            )
        )
    if number := count["kanslig-uppgift"]:
        found.append(
            Restriction(
                kind="confidential",
                regulation="Offentlighets- och sekretesslagen (2009:400) 21 kap. 1 §, 25 och 26 kap.; dataskyddsförordningen artikel 9",
                text=f"Uppgifter om hälsa eller andra personliga förhållanden på {_places(number)}. Gör sekretessprövning före utlämnande.",
                count=number,
            )
        )
    return tuple(found)
