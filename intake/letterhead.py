"""The förbund as the sender of papers, from its settings: ``[forbund]``, ``[kontakter]`` and ``[brevhuvud]``."""

from __future__ import annotations

import io

from intake.settings import SETTINGS_FILE, SettingsError
from intake.workfolder import WorkFolder
from reports.sender import Sender

_PICTURES = ("PNG", "JPEG")


def sender_of(folder: WorkFolder) -> Sender:
    """The sender of the förbund's papers. Raises SettingsError for a logo that is not there or is no PNG or JPEG."""
    settings = folder.settings
    head, contacts = settings.letterhead, settings.contacts
    return Sender(
        forbund=settings.forbund.name,
        number=settings.forbund.number,
        address=head.address,
        postal=head.postal,
        web=head.web,
        manager=contacts.manager,
        email=contacts.email,
        phone=contacts.phone,
        logo=_logo(folder, head.logo) if head.logo else None,
    )


def _logo(folder: WorkFolder, name: str) -> bytes:
    from PIL import Image, UnidentifiedImageError

    try:
        content = (folder.templates / name).read_bytes()
        with Image.open(io.BytesIO(content)) as picture:
            kind = picture.format
    except (OSError, UnidentifiedImageError) as error:
        kind = None
        if not (folder.templates / name).is_file():
            raise SettingsError(
                f"Logotypen {name} finns inte i mappen mallar. Lägg den där eller rätta brevhuvud.logotyp i {SETTINGS_FILE}."
            ) from error
    if kind not in _PICTURES:
        raise SettingsError(f"Logotypen {name} går inte att använda. Spara den som PNG eller JPEG i mappen mallar.")
    return content
