"""What a case is called in the list, told by its events in the order they were entered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

CAME, REVIEWED, BY_HAND = "inkommet", "granskat", "granskas för hand"
WAITING, RETURNED, NOT_TAKEN_ON = "väntar på svar", "återremitterat", "tas inte vidare"
AT_MEETING, RECOMMENDED = "till möte", "rekommendation finns"
DECIDED, AGREED, CLOSED = "beslutat", "överenskommelse finns", "avslutat"
ARCHIVED, DESTROYED = "arkiverat", "gallrat"
MERGED = "knutet till annat ärende"

SETTLED = frozenset({DECIDED, AGREED, CLOSED, ARCHIVED, DESTROYED})
"""A case with one of these is decided: a review or a letter no longer moves it."""

_PLAINLY: Mapping[str, str] = {
    "inkom": CAME,
    "ny version": CAME,
    "svar inkom": CAME,
    "överenskommelse": AGREED,
    "avslutat": CLOSED,
    "arkiverat": ARCHIVED,
}
_AFTER_DECISION = {"beslut", "överenskommelse", "avslutat", "arkiverat", "gallrat"}
_AFTER_REVIEW = {"granskad": REVIEWED, "granskning misslyckades": BY_HAND}
_NOT_REVIEWED = {CAME, REVIEWED, BY_HAND}
_OUTCOMES = {"aterremiss": RETURNED, "ej-vidare": NOT_TAKEN_ON}


def status_after(status: str, kind: str, data: Mapping[str, Any]) -> str:
    """The status of a case that had ``status`` when an event of this kind, with these data, was entered.

    A review made again does not take a case back from its meeting; a letter that asks for nothing does not make it wait.
    """
    if status in SETTLED and kind not in _AFTER_DECISION:
        return status
    if kind in _AFTER_REVIEW:
        return _AFTER_REVIEW[kind] if status in _NOT_REVIEWED else status
    if kind == "skickat":
        return WAITING if data.get("svar_senast") or not data.get("slag") else status
    if kind == "möte":
        return AT_MEETING if data.get("med", True) else REVIEWED
    if kind == "rekommendation":
        return RECOMMENDED if data.get("rekommendation", True) else status
    if kind == "gallrat":
        return DESTROYED if data.get("hela") else status
    if kind == "beslut":
        return _OUTCOMES.get(str(data.get("utfall")), DECIDED)
    return _PLAINLY.get(kind, status)
