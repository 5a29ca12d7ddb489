"""The memo of an application, from its review: plain data, without any Word."""

from __future__ import annotations

from collections import Counter

from reports import memo_case, memo_facts, memo_findings, memo_formal
from reports.memo_model import BLANK, Memo
from reports.quoting import Quoter
from reports.received import NO_CASE, CaseFacts, Received
from reports.swedish_text import HARD, capital, clean, kronor, listed, number, shortened, small, swedish_date
from rules.facts_parties import participating
from rules.model import Review, Status
from rules.profile import NEUTRAL, Profile, load_profile

_NAMED_IN_SUMMARY = 6
_SIGNS_SHOWN = 8
_RISK_QUOTE = 110
_GROUP_IN_SUMMARY = 130
_NAME_IN_SUMMARY = 120
_MOST_RISKS = 5
_MOST_ASKED = 4


def build_memo(
    received: Received,
    review: Review,
    profile: Profile | None = None,
    *,
    case: CaseFacts = NO_CASE,
    beside: str = "",
) -> Memo:
    """What the memo of this review says. The profile is the review's own unless another is given.

    ``case`` is what the register knows. ``beside`` is a sentence for a memo that is laid beside one that a person has changed.
    """
    profile = profile or load_profile(review.profile)
    programs, review = review, memo_case.as_people_decided(review, case)
    application = review.application
    quoter = Quoter(application)
    head = application.head
    amount = head.sokt_belopp_kr
    owners = [clean(p.name) for p in application.parties if p.owner]
    applicant = memo_facts.value(head.sokande)
    name = memo_facts.value(head.insatsnamn)
    taking_part = [clean(p.name) for p in participating(application)]
    return Memo(
        ar_ansokan=review.is_application,
        ny_version=beside,
        forbund=_forbund(review, profile, case),
        avsandare=(*case.sender.address_lines, *filter(None, (case.sender.web,))) if case.sender else (),
        logotyp=case.sender.logo if case.sender else None,
        dnr=clean(case.dnr) or BLANK,
        handlaggare=clean(case.handler) or BLANK,
        datum=swedish_date(received.today),
        insats=name or BLANK,
        rubrik=_headline(review, name),
        sokande=applicant or BLANK,
        agare=listed(owners) or BLANK,
        agarterm=profile.owner_term,
        sokt_belopp=kronor(int(amount.value)) if amount else f"{BLANK}{HARD}kronor",
        tid=memo_facts.decided_period(application),
        tecken=_signs(review, quoter),
        aterremiss_punkter=memo_findings.to_return_with(review, profile),
        sammanfattning=_summary(review, profile, quoter, case),
        fakta=memo_facts.facts(review, profile, quoter),
        underlag=_papers(received, review),
        steg=memo_case.steps(received, case),
        andringar=memo_case.changes(case.comparison),
        avsnitt=memo_formal.sections(application, quoter, review.contents),
        lasning=tuple(clean(note) for note in memo_formal.reading(application)),
        flaggor=memo_formal.flags(application, quoter) if review.is_application else (),
        grunder=memo_findings.grounds(review, profile),
        brister=memo_findings.shortfalls(review, profile, quoter),
        saknas=memo_findings.not_found(review, profile),
        uppfyllt=memo_findings.met(review, profile),
        avsteg=memo_case.set_aside(programs, case),
        parter=memo_facts.four_boxes(application, quoter),
        parter_slutsats=memo_facts.parties_in_words(application),
        mal=memo_facts.goals(application, quoter),
        mal_fler=memo_facts.beside_the_goals(review),
        mal_ordagrant=memo_facts.goals_in_full(application, quoter),
        mal_forklaring=memo_facts.smart_in_words(profile),
        ekonomi=memo_facts.economy(review, quoter),
        punkter=memo_findings.discussion_points(review, profile, quoter),
        risker=(*_risks(review, profile, quoter), *_asked(review, quoter)),
        fragor_maste=memo_findings.questions(review, profile, "maste"),
        fragor_bor=memo_findings.questions(review, profile, "bor"),
        fragor_bor_fler=memo_findings.more_questions(review, profile),
        samlad_bedomning=memo_case.assessment(case),
        bedomd_av=memo_case.assessed_by(case),
        skickas_till=tuple(dict.fromkeys([*([applicant] if applicant else []), *taking_part])),
        belagg=memo_findings.proofs(programs, profile, quoter),
        rapportering=listed(profile.reporting) or "rapporter",
        profil=profile.name,
        fil=clean(received.name),
        fingeravtryck=received.sha256,
        version=received.version,
    )


def _forbund(review: Review, profile: Profile, case: CaseFacts) -> str:
    """The förbund by its settings, by its profile's name, by the application's words, or a line to fill in."""
    if case.sender and case.sender.forbund:
        return clean(case.sender.forbund)
    if profile.id != NEUTRAL:
        return profile.name
    return memo_facts.value(review.application.head.forbund) or f"Samordningsförbundet {BLANK}"


def _headline(review: Review, name: str) -> str:
    if not review.is_application:
        return "Handlingen ser inte ut att vara en ansökan"
    return f"Ansökan om insatsmedel – {name or 'insats utan angivet namn'}"


def _papers(received: Received, review: Review) -> tuple[str, ...]:
    """The papers that the decision rests on, dated; the memo first."""
    document = review.application.document
    dated = memo_facts.value(review.application.head.datum)
    when = f"daterad {swedish_date(dated)}" if dated else "odaterad"
    pages = f", {document.pages} sidor" if document.pages > 1 else ""
    return (
        f"Denna tjänsteskrivelse, {swedish_date(received.today)}.",
        f"Ansökan, {when} (filen {clean(received.name)}{pages}).",
    )


def _summary(review: Review, profile: Profile, quoter: Quoter, case: CaseFacts) -> tuple[str, ...]:
    """Who applies for what and for whom; how it measures up; what must be answered; what is new. Without any proposal.

    At most ten lines in print: names and quotations are held short.
    """
    return (_what(review, quoter), " ".join([_how_it_measures_up(review, profile), *_since_before(case)]))


def _since_before(case: CaseFacts) -> list[str]:
    """What people have decided and what the applicant has changed, a sentence each."""
    told = []
    if count := len(case.set_aside):
        told.append(f"I {'ett' if count == 1 else number(count)} fall har en människa ändrat programmets bedömning.")
    return told + ([case.comparison.summary] if case.comparison else [])


def _what(review: Review, quoter: Quoter) -> str:
    application = review.application
    head = application.head
    name = shortened(memo_facts.value(head.insatsnamn), _NAME_IN_SUMMARY)
    amount = f"söker {kronor(int(head.sokt_belopp_kr.value))}" if head.sokt_belopp_kr else "söker insatsmedel"
    applicant = shortened(memo_facts.value(head.sokande), _NAME_IN_SUMMARY) or "En sökande som inte framgår av ansökan"
    when = memo_facts.period(application)
    told = [f"{capital(applicant)} {amount} till insatsen {name or 'utan namn'}{f', {when}' if when else ''}."]
    if not head.sokt_belopp_kr:
        told.append("Något sökt belopp framgår inte.")
    if who := memo_facts.group(review, quoter, _GROUP_IN_SUMMARY):
        told.append(f"Målgruppen beskrivs så: ”{who.text}” ({who.plats}).")
    taking_part = memo_facts.some([clean(p.name) for p in participating(application)], "parter")
    told.append(f"{listed(taking_part)} deltar." if taking_part else "Ingen part framgår som deltagande.")
    return " ".join(told)


def _how_it_measures_up(review: Review, profile: Profile) -> str:
    rows = memo_findings.counted(review, profile)
    found = Counter(v.status for _, v in rows)
    statuses: tuple[Status, ...] = ("uppfyllt", "delvis", "saknas", "avviker")
    outcome = listed([f"{status} {found[status]}" for status in statuses if found[status]])
    told = [f"Så faller de {len(rows)} kriterier ut som räknas: {outcome}."]
    unsure = sum(v.certainty < memo_findings.SURE_ENOUGH for _, v in rows)
    if unsure:
        which = "Ett av fynden är osäkert" if unsure == 1 else f"{capital(number(unsure))} av fynden är osäkra"
        told.append(f"{which} och behöver läsas av en människa.")
    must = memo_findings.must_complete(review, profile)
    if must:
        names = [small(c.name.replace(", ", " – ")) for c in must]
        more = len(names) - _NAMED_IN_SUMMARY
        shown = [*names[:_NAMED_IN_SUMMARY], f"{more} punkter till"] if more > 1 else names
        told.append(f"Måste kompletteras före beslut: {listed(shown)}.")
    if review.application.budget.adds_up is False:
        told.append("Budgetens poster stämmer inte med de angivna summorna.")
    return " ".join(told)


def _risks(review: Review, profile: Profile, quoter: Quoter) -> tuple[str, ...]:
    """What speaks against, as found: deviations, flags, and a reading that is not whole."""
    told: list[str] = []
    for about, verdict in memo_findings.counted(review, profile):
        if verdict.status == "avviker" and not memo_findings.doubt(verdict) and len(told) < _MOST_RISKS:
            cited = [f"”{c.text}” ({c.plats})" for c in quoter.citations(verdict.quotes, 1, _RISK_QUOTE)]
            told.append(" ".join([about.question, memo_findings.reason(verdict, quoter), *cited]))
    unsure = [
        small(c.name.replace(", ", " – "))
        for c, v in memo_findings.counted(review, profile)
        if v.is_gap and memo_findings.doubt(v)
    ]
    if unsure:
        told.append(f"Osäkra fynd, se efter i ansökan innan ni frågar: {listed(unsure)}.")
    return tuple(clean(line) for line in told)


def _asked(review: Review, quoter: Quoter) -> tuple[str, ...]:
    """The questions to the applicant that are no verdicts, each with its words and what it rests on.

    Those that only the förbund may see (jäv, overlap) are left out: a memo is sent to those whom it concerns.
    """
    told = []
    for question in [q for q in review.questions if q.to == "sokande"][:_MOST_ASKED]:
        cited = [f"”{c.text}” ({c.plats})." for c in quoter.citations(question.quotes, 1, _RISK_QUOTE)]
        told.append(clean(" ".join([question.text, *cited, f"Grund: {question.source}."])))
    return tuple(told)


def _signs(review: Review, quoter: Quoter) -> tuple[str, ...]:
    """What the paper shows of itself where it seems to be something else than an application: its first headings."""
    if review.is_application:
        return ()
    blocks = review.application.document.blocks
    headings = [b for b in blocks if b.kind in ("titel", "rubrik")] or list(blocks[:3])
    return tuple(quoter.words(b.text, 120) for b in headings[:_SIGNS_SHOWN])
