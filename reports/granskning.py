"""The review as data: one JSON object per application, the program's public machine interface (``docs/granskningsformat.md``)."""

from __future__ import annotations

from typing import Any

from extractors.errors import Unreadable
from extractors.model import Application, Found
from reports.reading_help import (
    FOR_THE_FORBUND_ALONE,
    NO_FOLLOW_UP,
    follow_up_data,
    follow_up_quotes,
    goal_data,
    grade_of_goals,
    question_data,
    section_data,
)
from reports.received import Received
from rules.criterion import catalogue
from rules.model import Review, Verdict

SCHEMA = "beredning.granskning/1"


def review_data(received: Received, review: Review) -> dict[str, Any]:
    """The review of one application as plain data, in a fixed order of keys."""
    application = review.application
    document = application.document
    return {
        "schema": SCHEMA,
        "version": received.version,
        "fil": {
            "namn": received.name,
            "sha256": received.sha256,
            "typ": document.kind,
            "sidor": document.pages,
            "ocr": document.ocr,
            "lasning": {
                "andel": round(document.loss.share, 4),
                "ord_i_filen": document.loss.source_words,
                "ord_lasta": document.loss.read_words,
                "sidor_utan_text": list(document.loss.pages_without_text),
                "bilder": document.loss.pictures,
                "anmarkningar": list(document.loss.notes),
            },
        },
        "status": "granskad" if review.is_application else "ej-ansokan",
        "fel": None,
        "profil": review.profile,
        "uppgifter": _head(application) | follow_up_data(review),
        "uppgifter_citat": follow_up_quotes(review),
        "block": [
            {"id": b.id, "slag": b.kind, "text": b.text, "sida": b.page, "amnen": list(b.topics)}
            for b in document.blocks
        ],
        "marginal": [{"slag": m.kind, "text": m.text, "sida": m.page} for m in document.margins],
        "parter": [
            {
                "namn": p.name,
                "slag": p.kind,
                "deltar": p.participates,
                "agare": p.owner,
                "block": sorted({q.block for q in (*p.mentions, *p.commitments)}),
            }
            for p in application.parties
        ],
        "mal": [
            {
                "text": g.text,
                "slag": g.kind,
                "s": g.specific,
                "m": g.measurable,
                "a": g.accepted,
                "r": g.realistic,
                "t": g.timed,
                "grad": g.grade,
                "block": g.block,
            }
            | goal_data(review, place)
            for place, g in enumerate(application.goals)
        ],
        "malens_grad": grade_of_goals(review),
        "budget": {
            "rader": [
                {"post": r.post, "belopp_kr": r.amount_kr, "period": r.period, "block": r.block}
                for r in application.budget.rows
            ],
            "summor": [
                {"text": s.text, "belopp_kr": s.amount_kr, "raknat_kr": s.computed_kr, "block": s.block}
                for s in application.budget.sums
            ],
            "stammer": application.budget.adds_up,
            "utrakning": list(application.budget.arithmetic),
        },
        "avsnitt": section_data(review),
        "kriterier": {v.criterion: _verdict(v) for v in review.verdicts},
        "fragor": question_data(review, "sokande"),
        FOR_THE_FORBUND_ALONE: question_data(review, "forbundet"),
        "flaggor": [
            {"id": f.id, "citat": f.quote, "block": f.block, "sida": application.block(f.block).page}
            for f in application.flags
        ],
    }


def unreadable_data(received: Received, error: Unreadable, profile: str) -> dict[str, Any]:
    """The line of a file that could not be read: every key is there, and says nothing was found."""
    return {
        "schema": SCHEMA,
        "version": received.version,
        "fil": {"namn": received.name, "sha256": received.sha256, "typ": None, "sidor": None, "ocr": False},
        "status": "olasbar",
        "fel": {"kod": error.code, "text": error.text},
        "profil": profile,
        "uppgifter": _head(None) | NO_FOLLOW_UP,
        "block": [],
        "parter": [],
        "mal": [],
        "budget": {"rader": [], "summor": [], "stammer": None},
        "kriterier": {
            c.id: {"status": "saknas", "sakerhet": 0.0, "citat": [], "motivering": "Handlingen kunde inte läsas."}
            for c in catalogue()
        },
        "flaggor": [],
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "status": verdict.status,
        "sakerhet": verdict.certainty,
        "citat": [{"text": q.text, "block": q.block, "sida": q.page} for q in verdict.quotes],
        "motivering": verdict.reason,
        "osaker_lasning": verdict.uncertain_reading,
    }


def _head(application: Application | None) -> dict[str, str | int | None]:
    def value(found: Found | None) -> str | int | None:
        return found.value if found else None

    names = (
        "insatsnamn", "datum", "sokande", "insatsansvarig", "forbund", "start", "slut", "manader", "sokt_belopp_kr"
    )  # fmt: skip
    return {name: value(getattr(application.head, name)) if application else None for name in names}
