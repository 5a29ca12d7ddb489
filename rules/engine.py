"""Try an application against every criterion of the catalogue, under a förbund's profile."""

from __future__ import annotations

from pathlib import Path

from extractors.model import Application
from rules.criterion import catalogue
from rules.model import Review
from rules.profile import choose_profile, load_profile
from rules.template_text import set_aside_template_text
from rules.weigh import weigh


def review(application: Application, profile: str | None = None, own: Path | None = None) -> Review:
    """The review of an application. Without a profile's name the profile is chosen by what the text says.

    All criteria are tried whatever the profile; the profile says which of them count, and knows its template's own words.
    ``own`` is the folder of a förbund's own profiles. Raises KeyError for an unknown profile, and ProfileError for a faulty one.
    """
    chosen = load_profile(profile, own) if profile else choose_profile(application, own)
    application = set_aside_template_text(application, chosen)
    return Review(
        application=application,
        profile=chosen.id,
        verdicts=tuple(weigh(criterion, application) for criterion in catalogue()),
        is_application=not any(flag.id == "ej-ansokan" for flag in application.flags),
    )
