"""The working folder's settings, and the folders they point at."""

from __future__ import annotations

from intake.doctor._finding import Finding, Surroundings
from intake.settings import SettingsError
from intake.workfolder import WorkFolderError

ORDER = 70
_NAME = "Inställningar"
_COST = "Inget kommando som arbetar i förbundets mapp kan köras."


def check(around: Surroundings) -> list[Finding]:
    """Whether the settings can be read and the folders lie as they should."""
    folder = around.folder
    if folder is None:
        return [Finding(name="Arbetsmapp", state="bra", found="Ingen arbetsmapp här. Enstaka filer kan granskas ändå.")]
    try:
        settings = folder.settings
        folder.check()
    except (SettingsError, WorkFolderError) as error:
        remedy = "Rätta det som står ovan och kör ”beredning doktor” igen."
        return [Finding(name=_NAME, state="fel", found=str(error), cost=_COST, remedy=remedy)]
    findings = [Finding(name=_NAME, state="bra", found=f"{settings.forbund.name}, i {folder.root}.")]
    coming = [m for m in settings.meetings if m.day >= around.now.date()]
    if not coming:
        findings.append(
            Finding(
                name="Möten",
                state="brist",
                found="Inget kommande möte står i inställningarna.",
                cost="Programmet kan inte räkna ut sista dag för komplettering eller utskick.",
                remedy="Skriv in årets möten under [[moten]] i installningar.toml.",
            )
        )
    return findings
