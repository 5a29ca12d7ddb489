"""Who applies: by the label, by who says "söker", by the sender, the owner, the contact or the signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.facts._head_fields import Field
from extractors.facts._head_organisations import Organisation, first_organisation, organisations, persons
from extractors.facts._parties_resolve import resolve
from extractors.facts.flags import find_flags
from extractors.facts.gazetteer import municipality_name, region_of
from extractors.model import Document, Found, Party, Sentence

_APPLICANT_LABEL = re.compile(
    r"^(?:(?:projektnamn|namn) och )?(?:sökande\b.*|ansökande\b.*|söker|från|avsändare|.*\bvem "
    r"(?:som )?(?:söker|ansöker|är det som söker).*|.*\bvilka (?:som )?(?:söker|ansöker|är ni|står bakom).*|"
    r"vem är (?:du|ni|avsändare).*|(?:vi|ni|den|de|part(?:er)?) som (?:an)?söker.*|ansökan (?:från|av|görs av)|inges av|"
    r"inlämna[dt] av|medel söks av|sökandens? .*)$|\boch sökande\b",
    re.I,
)
_OWNER_LABEL = re.compile(
    r"^(?:förslag till )?(?:(?:projekt|insats|process|formell )?\s?ägare\b.*|huvudman.*|ägare|.*ägare)$", re.I
)
_CONTACT_LABEL = re.compile(
    r"^(?:kontakt\w*|insatsansvarig|ansvarig\b.*|handläggare.*|uppgiftslämnare|frågor besvaras "
    r"av|svarar på frågor|projektansvarig|vem (?:ska|kan) .*ringa.*)",
    re.I,
)
_APPLIES = re.compile(
    r"\b(?:ansöker|söker|hemställer|äskar|begär|önskar|vill (?:söka|ansöka|arrangera|ordna|starta|"
    r"pröva)|anhåller|skriver)\b",
    re.I,
)
_NEEDS_MONEY = re.compile(r"begär|önskar|skriver", re.I)
_MONEY = re.compile(
    r"medel|kronor|\bkr\b|tkr|stöd|bidrag|pengar|finansiering|härmed|förbundet|insats|projekt|förläng|utök|att\b", re.I
)
_VERB = re.compile(r"\s(?:har|ska|skall|kan|vill|får|står|ger|tar|gör|är|[a-zåäö]+(?:ar|er)|begär)\s", re.I)
_UNIT_FIRST = re.compile(r"[A-ZÅÄÖ][^.:|,;\d]{3,60},\s(?:vid\s|inom\s)?")
_SENT_BY = re.compile(
    r"\b(?:in(?:lämnas|lämnad|ges|given|skickad|kommen)|lämnas in|upprättad|registrerad|framtage[nt]|"
    r"ansökan|underlaget?)\b[^.]{0,70}?\b(?:av|från|hos)\s",
    re.I,
)
_OWNS = re.compile(
    r"\b(?:är\s+(?:\w+\s+och\s+)?(?:projekt|insats|process)?(?:ägare|huvudman)|äger\s+(?:insatsen|"
    r"projektet|processen)|(?:projekt|insats)ägare(?:\s+och\s+\w+)?\s+är|sökande(?:\s+(?:och\s+)?\w+)?\s+är|"
    r"bakom\s+ansökan\s+(?:är|står)|söker\s+gör|formell\w*\s+ägare)",
    re.I,
)
_REACH = re.compile(
    r"\b(?:frågor|undrar|kontaktas?|kontaktperson|hör av|ring(?:er|a)?|veta mer|vända (?:sig|er))\b", re.I
)
_OWN_VOICE = re.compile(r"(?:^|[.,]\s)(?:vi|jag|undertecknad\w*)\b[^.,]{0,40}$|\bhos oss\b[^.,]{0,20}$", re.I)
_ASKS = re.compile(
    r"\b(?:\w*ansök\w*|sök(?:er|s|es|a|t)|äska\w*|hemställ\w*|anhåll\w*|begär\w*|ber\s(?:\w+\s)?om)\b", re.I
)
_FIRST_SENTENCES = 12
_WE = re.compile(r"^(?:vi|jag|undertecknad\w*)\b", re.I)


def find_applicant(
    document: Document, fields: Sequence[Field], sentences: Sequence[Sentence], parties: Sequence[Party]
) -> Found | None:
    """The applying organisation, or organisations where they apply together, as the text writes it."""
    found = [
        *_from_labels(fields),
        *_from_sentences(sentences),
        *_from_lines(document),
        *_from_parties(parties),
    ]
    if not found and _asks_for_money(document, sentences):
        found = [*_from_own_voice(sentences), *_spoken_of(parties)]
    owners = {p.name.lower() for p in parties if p.owner}
    best: tuple[float, Found] | None = None
    for score, block, organisation in found:
        value = _as_named(organisation.text)
        agree = sum(1 for _, _, o in found if set(o.names) & set(organisation.names))
        total = score + 0.1 * min(agree, 5) + 0.4 * (value.lower() in owners)
        if best is None or total > best[0]:
            text = document.blocks[block].text
            at = text.lower().find(organisation.text.lower())
            quote = text[at : at + len(organisation.text)] if at >= 0 else text
            best = (total, Found(value=value, quote=quote, block=block, certainty=min(0.97, 0.45 + 0.09 * score)))
    return best[1] if best else None


def _as_named(text: str) -> str:
    """The organisation without the place of its office ("Försäkringskassan i Borås") and with "kommun" written out."""
    text = re.sub(r"\b(Arbetsförmedlingen|Försäkringskassan)\si\s[A-ZÅÄÖ][\wåäö-]+", r"\1", text)
    return re.sub(r"\bkn\b", "kommun", re.sub(r"\s\([^()]*\)", "", text))


def _from_labels(fields: Sequence[Field]) -> Iterator[tuple[float, int, Organisation]]:
    for field in fields:
        label = field.label
        if _APPLICANT_LABEL.search(label):
            score = 6.0
        elif _OWNER_LABEL.search(label):
            score = 4.0
        elif _CONTACT_LABEL.search(label):
            score = 2.0
        else:
            continue
        if field.below and field.rank > 1:
            continue
        organisation = first_organisation(field.value) or _other_name(field.value, score)
        if organisation:
            yield score - 0.4 * field.rank, field.block, organisation


def _other_name(value: str, score: float) -> Organisation | None:
    """An answer under "Sökande" that is no party of the usual kinds stands as it is, up to the first comma."""
    name = re.split(r"[,;|.]\s|$", value)[0].strip()
    towns = [municipality_name(word) for word in re.split(r",\s|\s(?:och|samt|&)\s", name)]
    if towns[0] and all(towns):
        return Organisation(0, len(name), towns[0], (towns[0],))
    if score < 6 or not 0 < len(name.split()) <= 6 or not name[0].isupper():
        return None
    return Organisation(0, len(name), name, (name,))


def _from_sentences(sentences: Sequence[Sentence]) -> Iterator[tuple[float, int, Organisation]]:
    for s in sentences:
        if s.kind == "rad" or s.signs.get("malltext", 0.0) > 0.6:
            continue
        early = 0.5 if s.id < 10 else 0.0
        sent = _SENT_BY.search(s.text) if s.id < 14 else None
        if sent:
            organisation = first_organisation(s.text[sent.end() :])
            if organisation:
                yield 4.3 + early, s.block, organisation
        applies = _APPLIES.search(s.text)
        if applies:
            before = organisations(s.text[: applies.start()])
            if (
                before
                and re.fullmatch(r"[\w\s(),]{0,25}", s.text[before[0].end : applies.start()])
                and not _past(s.text)
                and (_MONEY.search(s.text[applies.end() :]) or not _NEEDS_MONEY.match(applies.group(0)))
            ):
                strong = re.search(r"ansök|söker|hemställ|äska|anhåll|begär", applies.group(0), re.I)
                yield (4.2 if strong else 3.2) + early, s.block, before[0]
        owns = _OWNS.search(s.text)
        if owns and not _past(s.text):
            organisation = _nearest(s.text, owns)
            if organisation:
                applicant = re.search(r"söka|söker", owns.group(0), re.I)
                yield (5.0 if applicant else 3.4) + early, s.block, organisation
        if _WE.match(s.text) and s.id < 10:
            organisation = first_organisation(s.text[:160])
            if organisation and len(organisation.names) == 1:
                yield 2.6, s.block, organisation


def _past(text: str) -> bool:
    return re.search(r"\b(?:inte|tidigare|förra|ansökte|sökte)\b", text, re.I) is not None


def _nearest(text: str, match: re.Match[str]) -> Organisation | None:
    """Who owns: the organisation before the verb ("Kommunen är ägare"), else the one after ("Insatsägare är …")."""
    before = [o for o in organisations(text) if o.end <= match.start() and match.start() - o.end < 50]
    if before and not match.group(0).lower().endswith((" är", "gör")):
        return before[-1]
    return next((o for o in organisations(text) if o.start >= match.end() - 1 and o.start - match.end() < 40), None)


def _from_parties(parties: Sequence[Party]) -> Iterator[tuple[float, int, Organisation]]:
    """The one party that owns the insats, else the first that signs, as they were found in the whole text."""
    owners = [p for p in parties if p.owner and (p.owner_quote or p.mentions)]
    signers = [p for p in parties if p.signed and p.mentions]
    for score, party in [*((2.4, p) for p in owners if len(owners) == 1), *((1.0, p) for p in signers[:1])]:
        quote = party.owner_quote or party.mentions[0]
        yield score, quote.block, Organisation(0, len(quote.text), party.name, (party.name,))


def _asks_for_money(document: Document, sentences: Sequence[Sentence]) -> bool:
    """Whether the text is an application at all; where it is none, nobody is guessed to apply."""
    if any(f.id == "ej-ansokan" for f in find_flags(document, sentences)):
        return False
    return any(_ASKS.search(b.text) for b in document.blocks)


def _spoken_of(parties: Sequence[Party]) -> Iterator[tuple[float, int, Organisation]]:
    """The party that takes part and that the text speaks most of."""
    named = [p for p in parties if p.participates and p.mentions and p.kind != "annan" and " " in p.name]
    for party in sorted(named, key=lambda p: -len(p.mentions))[:1]:
        quote = party.mentions[0]
        yield 0.4, quote.block, Organisation(0, len(quote.text), party.name, (party.name,))


def _from_own_voice(sentences: Sequence[Sentence]) -> Iterator[tuple[float, int, Organisation]]:
    """Whom the writer says to belong to, by a unit or a general word ("Jag är regionens ekonom")."""
    for placed in resolve(sentences):
        s, mention = placed.sentence, placed.mention
        if s.id >= _FIRST_SENTENCES or not _OWN_VOICE.search(s.text[: mention.start]) or placed.kind == "annan":
            continue
        name = _region_at_hand(sentences) if placed.name == "Regionen" else placed.name
        if name and " " in name:
            yield 0.8, s.block, Organisation(mention.start, mention.end, name, (name,))
            return


def _region_at_hand(sentences: Sequence[Sentence]) -> str | None:
    """The region of the municipality that a text names, where it names no region itself."""
    return next((r for p in resolve(sentences) if p.kind == "kommun" and (r := region_of(p.name))), None)


def _from_lines(document: Document) -> Iterator[tuple[float, int, Organisation]]:
    """Lines that are little but an organisation near the head, and the signatures."""
    total = len(document.blocks)
    for block in document.blocks:
        text = block.text
        if block.id < 8 and block.kind != "rad" and len(text) < 120:
            plain = re.sub(r"\b(Kommun|Stad|Län)\b", lambda m: m[0].lower(), text.title()) if text.isupper() else text
            organisation = first_organisation(plain)
            tells = organisation and _VERB.match(plain[organisation.end :])
            if organisation and organisation.start == 0 and not tells:
                sender = re.search(r"\btill\s+(?:samordnings|finsam)", text, re.I)
                yield 4.4 if sender else 2.9, block.id, organisation
            elif organisation and _UNIT_FIRST.fullmatch(plain[: organisation.start]) and not persons(plain):
                yield 2.7, block.id, organisation
            elif organisation and re.search(
                r"\b(?:tfn|tel|telefon|kontakt|frågor|besvaras|upplysningar|handläggare|ring(?:er|a)?|veta "
                r"mer)\b",
                text,
                re.I,
            ):
                yield 2.0, block.id, organisation
        if block.id >= total - 7 and block.id > 2 and len(text) < 160:
            signed = re.match(r"^/?(?:För\s+)?[A-ZÅÄÖ][^.,|:]{3,40}[,|]\s", text)
            named = persons(document.blocks[block.id - 1].text)
            below = len(text) < 60 and bool(named) and document.blocks[block.id - 1].text.startswith(named[0][1])
            organisation = first_organisation(text[signed.end() :] if signed else text) if signed or below else None
            if organisation:
                bare = re.sub(r"^((?:Arbetsförmedlingen|Försäkringskassan))\s.*", r"\1", organisation.text)
                order = 0.05 * (total - block.id)
                yield 1.5 + order, block.id, Organisation(organisation.start, organisation.end, bare, (bare,))
        elif block.kind in ("stycke", "lista") and persons(text) and _REACH.search(text):
            organisation = first_organisation(text)
            if organisation:
                yield 1.2, block.id, organisation
