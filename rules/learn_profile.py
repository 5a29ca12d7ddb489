"""Learn a förbund's profile from its blank template: sections with their topics, questions, instructions, boxes and budget table.

What is learned is a proposal. Whatever is unsure is told as such, for a person to look over (``rules.learn_profile_toml`` writes it).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.language.linear import hashed, shipped
from extractors.language.prompts import is_prompt
from extractors.model import Application, Block, Frozen, Topic
from extractors.structure.topics import topic_features
from rules.template_text import folded

_SURE = 0.4
_LEAST_WORDS = 4
_LABEL_WORDS = 8
_MOST_PROMPTS = 12
_BOX = re.compile(r"[☐☒□]\s*([^☐☒□|]{2,80})")
_YEAR = re.compile(r"\b(20\d\d|år\s*\d|totalt|20XX)\b", re.I)
_OWNERS = ("projektägare", "insatsägare", "processägare", "huvudman")
_REPORTS = ("delrapport", "tertialrapport", "halvårsrapport", "årsrapport", "slutrapport")
_AGES = re.compile(r"\b(1[5-9]|2\d)\s*(?:[-–]|till|och)\s*(\d\d)\s*år\b")
_FORBUND = re.compile(r"(samordningsförbundet|finsam)\b", re.I)
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d+)*[.)]?|[A-H][.)])\s+")


class LearnedSection(Frozen):
    """A heading of the template. ``unsure`` is a Swedish sentence on what to look over, or empty."""

    heading: str
    topics: tuple[Topic, ...]
    prompts: tuple[str, ...] = ()
    required: bool = True
    unsure: str = ""


class LearnedProfile(Frozen):
    """All that could be read out of a blank template. ``source`` is the file's name; ``age`` holds youngest and oldest, if told."""

    source: str
    title: str = ""
    forbund: str = ""
    sections: tuple[LearnedSection, ...] = ()
    template_text: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    budget_columns: tuple[str, ...] = ()
    owner_term: str = ""
    reporting: tuple[str, ...] = ()
    age: tuple[int, int] | None = None
    applicable_t: bool = False


def learn_profile(template: Application, source: str) -> LearnedProfile:
    """What a blank template asks for. Raises ValueError with a Swedish sentence where it has no sections to learn."""
    blocks = template.document.blocks
    sections = tuple(_sections(template))
    if not any(s.required for s in sections):
        raise ValueError(
            f"{source} har inga rubriker att lära av. Öppna mallen i Word, ge avsnitten rubrikformat och kör igen."
        )
    text = " ".join(b.text for b in blocks).lower()
    ages = _AGES.search(text)
    counts = Counter({owner: text.count(owner) for owner in _OWNERS if owner in text})
    head = template.head.forbund
    return LearnedProfile(
        source=source,
        title=next((b.text for b in blocks if b.kind == "titel"), ""),
        forbund=str(head.value) if head else "",
        sections=sections,
        template_text=_template_text(template),
        boxes=tuple(dict.fromkeys(m[1].strip() for b in blocks for m in _BOX.finditer(b.text))),
        budget_columns=next((b.cells for b in blocks if _heads_budget(b)), ()),
        owner_term=counts.most_common(1)[0][0] if counts else "",
        reporting=tuple(r for r in _REPORTS if re.search(rf"\b{r}", text)),
        age=(int(ages[1]), int(ages[2])) if ages and int(ages[1]) < int(ages[2]) else None,
        applicable_t="tillämpbar" in text,
    )


def _heads_budget(block: Block) -> bool:
    return block.kind == "rad" and len(block.cells) > 2 and sum(bool(_YEAR.search(c)) for c in block.cells) >= 1


def _sections(template: Application) -> Iterator[LearnedSection]:
    """The template's sections in order: headings with what stands below them, and rows of a form that ask by their first cell."""
    blocks = template.document.blocks
    labels = [cell for b in blocks for cell in _labels(b)]
    if labels:
        yield LearnedSection(
            heading="Uppgifter om insatsen",
            topics=("uppgifter",),
            prompts=tuple(labels[:_MOST_PROMPTS]),
            required=False,
        )
    openings = [i for i, b in enumerate(blocks) if _opens_section(b)]
    ends = [*openings[1:], len(blocks)] if openings else []
    for start, end in zip(openings, ends, strict=True):
        yield _section(template, start, end)


def _opens_section(block: Block) -> bool:
    if block.kind == "rubrik":
        return "?" not in block.text and not _FORBUND.match(block.text)
    return _asks_in_row(block)


def _asks_in_row(block: Block) -> bool:
    """Whether a row of a form is a section: a heading in its first cell and a question or instruction beside it."""
    if block.kind != "rad" or len(block.cells) != 2 or block.header_row or block.placeholder:
        return False
    heading, asked = (c.strip() for c in block.cells)
    return 0 < len(heading.split()) <= _LABEL_WORDS and len(asked.split()) > 1 and is_prompt(asked, {})


def _labels(block: Block) -> list[str]:
    """The labels of a form head's row, where the answers are left empty."""
    if block.kind != "rad" or "uppgifter" not in block.topics or block.header_row or _asks_in_row(block):
        return []
    filled = block.cells[:1] if block.placeholder else block.cells
    cells = [c.strip(" :") for c in filled if c.strip()]
    return [c for c in cells if len(c.split()) <= _LABEL_WORDS and "☐" not in c and not _FORBUND.match(c)]


def _section(template: Application, start: int, end: int) -> LearnedSection:
    blocks = template.document.blocks
    first = blocks[start]
    heading = _NUMBER.sub("", (first.cells[0] if first.kind == "rad" else first.text).strip(" :"))
    own, sureness = _topic_of(heading, start / len(blocks))
    inside = set(range(start, end))
    prompts = [s.text for s in template.sentences if s.block in inside and (s.block != start or s.kind == "rad")]
    asked = tuple(dict.fromkeys(_question(p) for p in prompts if _is_question(p)))[:_MOST_PROMPTS]
    topics: tuple[Topic, ...] = first.topics if first.kind == "rubrik" and first.topics else (own,)
    unsure = ""
    if topics[0] == "ovrigt":
        unsure = "Vad avsnittet handlar om är oklart. Välj rätt ämne."
    elif own not in topics or (sureness < _SURE and len(topics) == 1):
        unsure = f"Ämnet är osäkert (rubriken för sig pekar mot {own}). Välj rätt ämne."
    elif not asked and topics[0] not in ("uppgifter", "underskrift"):
        unsure = "Mallen ställer ingen fråga här. Skriv gärna en."
    required = topics[0] not in ("uppgifter", "ovrigt") and bool(asked or end > start + 1)
    return LearnedSection(heading=heading, topics=topics, prompts=asked, required=required, unsure=unsure)


def _is_question(text: str) -> bool:
    return len(text.split()) > 1 and "☐" not in text and is_prompt(text, {})


def _question(text: str) -> str:
    """A prompt without the label cell that a form's row puts before it."""
    return text.rpartition("|")[2].strip()


def _topic_of(heading: str, position: float) -> tuple[Topic, float]:
    """What a heading by itself is about, and how sure that is (0 to 1)."""
    model = shipped("topics")
    block = Block(id=0, kind="rubrik", text=heading)
    row = model.probabilities([hashed(topic_features(block, position))])[0]
    best = max(range(len(row)), key=lambda i: float(row[i]))
    topic: Topic = model.labels[best]  # type: ignore[assignment]
    return topic, float(row[best] / (row.sum() or 1.0))


def _template_text(template: Application) -> tuple[str, ...]:
    """The sentences of the template that an applicant is to replace, each once: no labels, headings or check boxes."""
    texts: Sequence[str] = [
        part.strip()
        for s in template.sentences
        if s.kind not in ("titel", "rubrik") and not _BOX.search(s.text)
        for part in (s.text.split("|") if s.kind == "rad" else (s.text,))
    ]
    kept = {folded(t): t for t in reversed(texts) if len(folded(t).split()) >= _LEAST_WORDS}
    return tuple(reversed(kept.values()))
