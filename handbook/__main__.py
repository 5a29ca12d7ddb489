"""python -m handbook uppdatera | kontrollera | bygg [FOLDER]

uppdatera   run every command that the pages show and write what they print; write reference pages, figures and the SBOM anew
kontrollera the same without writing: prints what differs; exit code 1 where anything does
bygg        build the site and the PDF into FOLDER (default: byggd-handbok)
"""

from __future__ import annotations

import sys
from pathlib import Path


def main(arguments: list[str]) -> int:
    """Do what is asked for; 2 for wrong usage."""
    if arguments == ["uppdatera"]:
        from handbook.pages import ROOT, bring_up_to_date

        changed = bring_up_to_date()
        print("\n".join(str(path.relative_to(ROOT)) for path in changed) or "All pages are as they should be.")
        return 0
    if arguments == ["kontrollera"]:
        from handbook.pages import differences

        found = list(differences())
        print("\n".join(found) or "All pages are as they should be.")
        return 1 if found else 0
    if arguments[:1] == ["bygg"] and len(arguments) <= 2:
        from datetime import date

        from handbook.paper import write_pdf
        from handbook.site import build

        target = Path(arguments[1]) if len(arguments) == 2 else Path("byggd-handbok")
        count = build(target)
        pages = write_pdf(target / "handbok.pdf", date.today())
        print(f"{target}: {count} pages as HTML; handbok.pdf, {pages} pages.")
        return 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
