"""Making PDF papers: the typesetter with its fonts."""

from __future__ import annotations

from intake.doctor._finding import Finding, Surroundings

ORDER = 50
_PROBE = '#set document(title: "Prov", date: none)\n#set text(lang: "sv", font: "Libertinus Serif")\nÅäö 1 240 000 kr'


def check(around: Surroundings) -> list[Finding]:
    """Whether a line of Swedish becomes a PDF, without any font of the machine."""
    remedy = "Installera om programmet; typst och dess typsnitt följer med."
    cost = "Papper blir bara Word-filer, inte pdf."
    try:
        import typst

        pdf, warnings = typst.compile_with_warnings(_PROBE.encode(), ignore_system_fonts=True)
    except Exception as error:  # the library has errors of its own, and may itself be what is missing
        found = f"Ett provpapper kunde inte sättas ({type(error).__name__})."
        return [Finding(name="Pdf-papper", state="brist", found=found, cost=cost, remedy=remedy)]
    if warnings or not pdf:
        found = "Typsnittet Libertinus Serif saknas."
        return [Finding(name="Pdf-papper", state="brist", found=found, cost=cost, remedy=remedy)]
    return [Finding(name="Pdf-papper", state="bra", found="Ett provpapper sattes med programmets egna typsnitt.")]
