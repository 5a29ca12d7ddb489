"""Beslut att avslå: the decision, the reasons, and what would make a new application stronger.

An applicant as such has no appeal (28 § lagen 2003:1210 gives it to residents), so that the letter speaks of none. The
reasons are the board's own and are never made from the program's findings.
"""

from __future__ import annotations

from reports.letters import phrases
from reports.letters.asking import missing
from reports.letters.model import BLANK, Letter, LetterKind, Material, Part


def write(material: Material) -> Letter:
    """The letter. What the findings say of a stronger application is advice, apart from the board's reasons."""
    reasons = material.decision.reasons
    advice = tuple(c.advice for c in missing(material))
    return phrases.letter(
        material,
        KIND,
        headline="Styrelsen har avslagit er ansökan",
        opening=(
            f"Styrelsen avslår ansökan om insatsmedel till insatsen {phrases.insats(material)}. Beslutet fattades "
            f"{phrases.decided(material.decision)}.",
        ),
        parts=(
            Part(
                rubrik="Skälen för beslutet",
                stycken=reasons if len(reasons) == 1 else () if reasons else (BLANK * 3,),
                lista=reasons if len(reasons) > 1 else (),
            ),
            Part(
                rubrik="Om ni vill söka igen",
                stycken=("Ni kan lämna in en ny ansökan.",)
                if not advice
                else ("Ni kan lämna in en ny ansökan. Det här skulle göra den starkare:",),
                lista=advice,
            ),
            phrases.help_part(
                material, "Vi berättar gärna mer om hur styrelsen resonerade och hur idén kan utvecklas."
            ),
        ),
        copies=phrases.other_parties(material),
        to_fill_in=(*phrases.decision_gaps(material.decision), *(() if reasons else ("skälen",))),
    )


KIND = LetterKind(
    slug="avslag",
    name="Beslut om insatsmedel",
    about="Styrelsen har avslagit ansökan: skälen, och vad som skulle stärka en ny.",
    write=write,
    tells_decision=True,
    order=60,
)
