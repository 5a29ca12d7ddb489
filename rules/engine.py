"""Try an application against every criterion of the catalogue, under a förbund's profile."""

from __future__ import annotations

from extractors.model import Application
from rules.criterion import catalogue
from rules.model import Review
from rules.profile import choose_profile, load_profile
from rules.weigh import weigh


def review(application: Application, profile: str | None = None) -> Review:
    """The review of an application. Without a profile's name the profile is chosen by what the text says.

    All criteria are tried whatever the profile; the profile says which of them count. Raises KeyError for an unknown profile.
    """
    chosen = load_profile(profile) if profile else choose_profile(application)
    return Review(
        application=application,
        profile=chosen.id,
        verdicts=tuple(weigh(criterion, application) for criterion in catalogue()),
        is_application=not any(flag.id == "ej-ansokan" for flag in application.flags),
    )
