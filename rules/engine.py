"""Try an application against every criterion of the catalogue, under a förbund's profile."""

from __future__ import annotations

from pathlib import Path

from extractors.facts.followup import find_follow_up
from extractors.model import Application
from rules.coherence import answers_to_goals
from rules.content import grade_sections
from rules.criterion import catalogue
from rules.model import Review
from rules.profile import choose_profile, load_profile
from rules.questions import NOTHING_KNOWN, Asking, Known, ask_all
from rules.template_text import set_aside_template_text
from rules.weigh import weigh


def review(
    application: Application, profile: str | None = None, own: Path | None = None, known: Known = NOTHING_KNOWN
) -> Review:
    """The review of an application. Without a profile's name the profile is chosen by what the text says.

    All criteria are tried whatever the profile; the profile says which of them count, and knows its template's own words.
    ``own`` is the folder of a förbund's own profiles; ``known`` is what settings and register know, for questions to the förbund
    itself. Raises KeyError for an unknown profile, and ProfileError for a faulty one.
    """
    chosen = load_profile(profile, own) if profile else choose_profile(application, own)
    application = set_aside_template_text(application, chosen)
    verdicts = tuple(weigh(criterion, application) for criterion in catalogue())
    follow_up = find_follow_up(application.document, application.sentences)
    asking = Asking(application=application, profile=chosen, verdicts=verdicts, follow_up=follow_up, known=known)
    return Review(
        application=application,
        profile=chosen.id,
        verdicts=verdicts,
        is_application=not any(flag.id == "ej-ansokan" for flag in application.flags),
        questions=ask_all(asking),
        contents=grade_sections(application, verdicts),
        coherence=answers_to_goals(application),
        follow_up=follow_up,
    )
