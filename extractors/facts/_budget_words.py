"""How Swedish says what an amount is: a cost, a sum, what is applied for, somebody's own money, or no part of a budget at all.

Each function judges a few words: the label of a table row, or the words right before and after an amount. Stems rather than whole
words, since posts and sums are inflected and compounded freely (``årskostnaden``, ``medfinansieringens``).
"""

from __future__ import annotations

import re

_APPLIED = re.compile(
    r"\b(?:an)?sök(?:er|s|es|a|ande|t|ta)\b(?! (?:sig|upp|efter|stöd|vård|hjälp|tjänst|försörj|jobb|arbete))"
    r"|\bansök(?:an|ningen)\w*\b(?=(?:(?! tidigare).){0,40}$)|\bäsk(?:ar|as|at|ade|ande|a)\b|\bbegär(?:s|an|t|da|a)?\b"
    r"|\bber (?:\w+ )?om\b|\bbe (?:\w+ )?om\b|\bönsk(?:ar|at|as|ad)\b|\bhemställ\w*|\banhåll\w*|\bhoppas på\b|\bvill (?:vi )?ha\b|\bkan vi få\b|\bber er\b|\b(?:finsam|förbundet)s (?:del|andel|pengar|medel|bidrag)\b|\bstöd (?:i?från|av) (?:er|finsam|(?:samordnings)?förbundet)\b|\bförbundet (?:ombeds |föreslås |ska )?(?:stå|står|betalar?|finansierar?|bidrar?|täcker?)\b|\bbidrag (?:om|på)\b|\batt täcka\b|\brekvirera\w*|\binsatsmedel\b|\bbelopp\s*:"
    r"|\bmedel från (?:samordnings)?förbundet\b|\bfrån (?:samordnings)?förbundet\b|\bfinsam-?medel\b|\bsamverkansmedel\b",
    re.I,
)
_SUM = re.compile(
    r"\b(?:del|slut|års|hel|total|mellan)?summa(?:n|r)?\b|\bsummer\w*|\btotal(?:t|en|a|er|summa\w*|kostnad\w*|belopp\w*|budget\w*)?\b"
    r"|\btot\b\.?|\bsamman(?:lagt|lagda|taget|lagd)\b|\btillsammans\b(?! med)|\bihop\b|\binalles\b|\ballt som allt\b|\balltihop\b"
    r"|\bårs(?:kostnad|budget|belopp)\w*|\bsumma\b|\b(?:kostnad|kostar|belopp|pris)\w* (?:per år|om året|per månad|för hela)\b"
    r"|\bhela (?:perioden|tiden|budgeten|insatsen|beloppet|kostnaden|kalaset)\b|\b(?:över|för) (?:båda|alla|samtliga) \w*\s?år\w*"
    r"|\bbåda (?:åren|läsåren)\b|\bi allt\b|\bsaldo\b|\bdet (?:gör|ger|blir)\b|\bblir\b|\balltså\b|\bdärmed\b|\b(?:vilket|som) ger\b"
    r"|\bdvs\b|\bd\.v\.s\b|\bdet vill säga\b|\bkostnadsram\w*|\bbudget(?:en|omslutning\w*)? (?:på|är|om|uppgår|omfattar)\b|=\s*$",
    re.I,
)
# "totalt 1,5 tjänst, 900 000 kr": what is summed up is work, not money.
_OF_WORK = re.compile(
    r"\d\s?(?:%|procent|åa|årsarbet\w*|tjänst\w*|deltagare|timmar|dagar|personer|platser|heltid\w*|tillfällen|gånger)",
    re.I,
)
# "årskostnaden för samordnaren": the cost of one thing, unless that thing is the whole.
_COST_OF = re.compile(
    r"\b(?:års|total|hel)?kostnad(?:en|erna)? för (?!hela|insatsen|projektet|perioden|året|åren|20\d\d|verksamheten|teamet|alla|båda|samtliga|två|tre|de\b|år\b)",
    re.I,
)
_ROW_SUM = re.compile(
    r"^\W*(?:(?:del|slut|års|total|mellan|hel)?summa|summer|total|tot\b|sammanlagt|tillsammans|ihop|årskostnad|årsbudget|förbrukat"
    r"|hela perioden|alla år|båda åren|per år(?: tillsammans)?\W*$|kostnad per år|löpande kostnad\w* per|kostnader? (?:totalt|per år)"
    r"|budget totalt)"
    r"|\b(?:summa|totalt|tillsammans|sammanlagt)\W*$|\bkostnad(?:er)? totalt\b|\btotal(?:kostnad|summa|budget|belopp)",
    re.I,
)
_ROW_APPLIED = re.compile(
    r"\bsökt\b|\bsöks\b|\bsökes\b|\bvi söker\b|\batt söka\b|\bansök(?:t|s|er|an|ta)\b|\bäsk\w+|\bbegär\w*|\batt täcka\b|\bsökta\b|\bvi ber om\b"
    r"|\b(?:från|av) (?:samordnings)?förbundet\b|\binsatsmedel\b|\bfinsam-?medel\b|^\W*belopp\W*$|\bbelopp som\b",
    re.I,
)
_WHOLE_WORDS = re.compile(r"belopp|summa|total|\bmedel\b|kronor|\bkr\b|sammanlagt", re.I)
_OWN = re.compile(
    r"\begn?(?:a|et|en) (?:medel|insats\w*|finans\w*|pengar|bidrag|kostnad\w*|resurs\w*|bekostnad|budget\w*|tid\b|arbetstid|personal|satsning)"
    r"|\begeninsats\w*|\bmed-?\s?finans\w*|\bsamfinans\w*|\bbekosta\w*|\bsjälva? (?:betala|står|svara|lägg)\w*|\bskjuter\b|\bskjuts till\b|\bstår (?:\w+ ){0,3}för\b"
    r"|\bbidrar\b|\bbidrag från\b|\btillför(?:s|er)\b|\bvärdera\w*|\bin natura\b|\bbärs av\b|\bär värd\w*|\bmotsvarande ett värde\b|\bmotfinans\w*"
    r"|\bbetalas av\b(?! (?:samordnings)?förbundet)|\bbetalar\b|\bfinansieras av\b(?! (?:samordnings)?förbundet)|\bnaturainsats\w*"
    r"|\bparternas\b|\bkontantinsats\w*|\bavsätter\b|\blägger (?:in|till)\b|\bmedarbetartid\b|\bgår in med\b|\bsätter in\b|\btillhandahåll\w*|\bmotsvarande\b(?= *$)|\btill förfogande\b|\btas (?:ur|från)\b|\bskänk\w*",
    re.I,
)
_COST_SUBJECT = re.compile(
    r"\b(?:förbundet|finsam|lön\w*|personal\w*|\w*kostnad\w*|\w*hyra\w*|lokal\w*|resor\w*|post\w*) (?:ombeds )?(?:står?|betalar?|bidrar?|tillför)\b(?: för\b)?",
    re.I,
)
_OTHER_FUNDER = re.compile(
    r"\b(?:esf|eu-?medel|\w*arvsfond\w*|stiftelse\w*|vinnova|socialstyrelsen|länsstyrelsen|statsbidrag\w*|socialfonden)\b",
    re.I,
)
_OWN_HEADING = re.compile(
    r"\begn?(?:a|et|en) (?:medel|insats\w*|finans\w*|bidrag|tid\b|resurs\w*|kostnad\w*|personal)|\bmed-?\s?finans\w*|\bmotfinans\w*|\bparternas\b|\bin natura\b",
    re.I,
)
_OUTSIDE = re.compile(
    r"\bingår (?:inte|ej)\b|\bsök(?:s|er|es|a) (?:vi )?(?:inte|ej)\b|\butöver (?:de |det |den )?(?:sökta?|insatsmed\w+|ansök\w+|begärda)\b|\butanför (?:detta|budgeten|ansökan|de|det|kalkylen)\b|\butan kostnad\b"
    r"|\binte med i\b|\binte medräkna\w*|\bej medräkna\w*|\butelämna\w*",
    re.I,
)
_INCOME = re.compile(
    r"\bintäkt\w*|\binkomst(?:er)?\b|\bavgår\b|\bavdrag\w*|\blönebidrag\w*|\bförsäljning\w*|\bstatsbidrag\w*|\bminskas med\b",
    re.I,
)
_PAST = re.compile(
    r"\btidigare\b|\bförra året\b|\bfjol\w*|\bbevilja\w*|\bförbruka\w*|\båterst(?:år|od)\b|\bkvarvarande\b|\brevidera\w*|\butfall\w*|\bgrundbeslut\w*"
    r"|\bbudgeterades\b|\bkostade\b|\bfick\b(?! offert)|\bbetalade\b|\bhar fått\b|\bdagens ram\b|\bnuvarande\b|\bhittills\b|\bföregående\b|\båterlämna\w*"
    r"|\bförra\b|\bpågående (?:insats|projekt|period)\w*|\bredan (?:fått|tilldelat)\w*|\bnuvarande\b|\bstartade\b|\bhade\b(?= (?:en budget|kostat))|\bursprunglig\w*"
    r"|\bförstudien (?:kostade|fick)|\båren? (?:19|20)[012]\d[–-]|\bvar budgeten\b|\bsenaste (?:året|åren)\b",
    re.I,
)
_OTHER = re.compile(
    r"\bspar(?:ar|as|krav\w*|a|at|ade)?\b|\bbespar\w*|\bminska\w* (?:\w+ ){0,3}med\b|\bskuld(?:er|en|erna|sätt\w*|satt\w*)?\b|\blån\b|\bbistånd(?:et)?\b|\bfrigör\w*"
    r"|\btjänar\b|\bvinst\w*|\bsamhälls(?:ekonomi|kostnad|vinst)\w*|\bsamhället\b|\bsnitt\w*|\bmedian\w*|\bgenomsnitt\w*|\bförsörjningsstödet?\b|\bersättningar\b|\bsjukpenning\w*"
    r"|\bkvar att fördela\b|\bjämförelse\b|\bavvikelser\b|\bkostar (?:vården|samhället|kommunen|regionen|staten)\b|\båterbetal\w*|\bomsätt\w*"
    r"|\batt fördela\b|\binkomst\b|\bhyresskuld\w*|\bunderskott\w*|\böverskott\w*|\btak(?:et)? på\b|\bdelegation\w*|\bövre gräns\w*"
    r"|\bstudiemedel\b|\bprisbasbelopp\w*|\briksnorm\w*|\baktivitetsersättning\w*|\b(?:steg|ökade|sjönk|minskade) (?:från|med|till)\b|\bsteg från|\bskulle\b|\btilläggsansökan\b|\bförbundets? (?:årsbudget|budget|delar|fördelar|har)\b|\bunderskott\w*|\bplaceringar\b|\bmotsvarar ett\b|\btimlön\w*|\bmånadslön\w*|\bskulle (?:annars )?(?:ha )?kosta\w*|\bannars\b|\bnationellt\b"
    r"|\binvånare\b|\bekonomin i\b|\bintäkt\w*|\binköp över\b|\bvite\w*",
    re.I,
)
_COST = re.compile(
    r"\bkost(?:ar|nad|nader|naden|naderna)\w*|\blön\w*|\bavser\b|\bgår (?:\w+ )?till\b|\bbudget\w*|\bbelopp\w*|\bmedel\b|\bpengar\w*|\bpost(?:er)?\b"
    r"|\bavsätts\b|\bberäkna\w*|\bvarav\b|\bhandledning\w*|\bhyra\w*|\blokal\w*|\bresor\b|\butbildning\w*|\bmaterial\w*",
    re.I,
)
_PER_HEAD = re.compile(
    r"\bper (?:deltagare|person|plats|individ|elev|timme|gång|tillfälle|ärende|hushåll|dygn|vecka|kontakt|anställd|inskriven|år och deltagare)\b|\b(?:styckpris|timpris)\w*",
    re.I,
)
_IN_PART = re.compile(
    r"\bbland annat\b|\bbl\.? ?a\b|\bfrämst\b|\bhuvudsak\w*|\bstörsta (?:delen|posten)\b|\bmerparten\b|\btill stor del\b",
    re.I,
)
_VARAV = re.compile(r"\bvarav\b|\bdärav\b|\bav (?:detta|det|dessa|beloppet|summan|vilka|pengarna|den)\b", re.I)
_ECONOMIC_HEADING = re.compile(
    r"\bekonomi\w*|\bbudget\w*|\bkostnad\w*|\bkost(?:a|ar)\b|\bmedel\b|\bpeng\w*|\bfinansi\w*|\bkalkyl\w*|\bsökt\b|\bbelopp\w*|\bkronor\b|\bresurser\b"
    r"|\bäskande\w*",
    re.I,
)
_TOTAL_COLUMN = re.compile(
    r"^\W*(?:summa|totalt?|tot\b|total\w*|sammanlagt|tillsammans|helår|hela (?:perioden|tiden|insatsen)|båda (?:åren|läsåren)|alla år|samtliga år"
    r"|(?:två|tre|fyra) år|\d år)|\b(?:summa|totalt|tillsammans|sammanlagt)\W*$|^\W*20\d\d\s?[–-]\s?(?:20)?\d\d\W*$",
    re.I,
)
_APPLIED_COLUMN = re.compile(
    r"\bsök\w*|\bansök\w*|\bäsk\w*|\bförbundet\b|\bfinsam\w*|\binsatsmedel\b|\bsamordningsförbund\w*|\bbegär\w*|\bsfb?\b",
    re.I,
)
_OWN_COLUMN = re.compile(
    r"\begn?(?:a|et|en)\b|medfinans|\bmotfinans|\bparter\w*|\bin natura\b|\bkommun(?:en|erna)?\b|\bregion(?:en)?\b|\baf\b|\bfk\b|arbetsförmedling"
    r"|försäkringskass|\bandra\b|\bövrig finans|\bannan finans",
    re.I,
)
_PAST_COLUMN = re.compile(
    r"\butfall\b|\bbeviljat\b|\bförbruk\w*|\btidigare\b|\bnuvarande\b|\bförändring\b|\bdifferens\b|\bföregående\b", re.I
)
_QUANTITY_COLUMN = re.compile(
    r"\bantal\b|\bomfattning\b|\btjänste?grad\b|\bgrad\b|\btim(?:mar)?\b|\bà\b|\bá\b|\bpris\b|\bstyckpris\b|%|\bprocent\b|\bmånadslön\b|\bmånadskostnad\b"
    r"|\bper månad\b|\bkr/mån\b|\bårsarbet\w*|\båa\b|\bandel\b|\bdeltagare\b|\bkommentar\w*|\bberäkning\w*|\bförklaring\w*|\banmärkning\w*|\bnot\b|\bplatser\b",
    re.I,
)  # fmt: skip


def says_applied(words: str) -> bool:
    """Whether words before (or right after) an amount say that it is applied for: ``vi söker``, ``begärs``."""
    return bool(_APPLIED.search(words))


def says_sum(words: str) -> bool:
    """Whether words before an amount say that it is a sum: ``tillsammans``, ``alltså``, ``kostnad per år``."""
    near = _COST_OF.sub(" ", words)
    cues = list(_SUM.finditer(near))
    return bool(cues) and not _OF_WORK.search(near[cues[-1].end() :])


def says_own(words: str) -> bool:
    """Whether words near an amount say that somebody else than the förbund pays it."""
    return bool(_OWN.search(_COST_SUBJECT.sub(" ", words)) or _OUTSIDE.search(words))


def says_outside(words: str) -> bool:
    """Whether words say that an amount stands outside what is applied for: ``ingår inte``, ``utöver``."""
    return bool(_OUTSIDE.search(words))


def says_own_heading(words: str) -> bool:
    """Whether a heading or caption is about the parties' own money."""
    return bool(_OWN_HEADING.search(words)) and not is_economic_heading(_OWN_HEADING.sub(" ", words))


def says_other_funder(words: str) -> bool:
    """Whether a sentence speaks of another source of money than the förbund."""
    return bool(_OTHER_FUNDER.search(words))


def says_per_head(words: str) -> bool:
    """Whether words before an amount make it a price for one: ``kostnaden per deltagare``."""
    return bool(_PER_HEAD.search(words))


def says_in_part(text: str) -> bool:
    """Whether a text says that only the larger posts are told: ``i huvudsak lön``, ``bland annat``."""
    return bool(_IN_PART.search(text))


def says_income(words: str) -> bool:
    """Whether words name an income or a deduction."""
    return bool(_INCOME.search(words))


def says_past(words: str) -> bool:
    """Whether words place an amount in the past or in another decision."""
    return bool(_PAST.search(words))


def says_other(words: str) -> bool:
    """Whether words make an amount something else than a cost of the insats: savings, debts, statistics, limits."""
    return bool(_OTHER.search(words))


def says_cost(words: str) -> bool:
    """Whether words name a cost."""
    return bool(_COST.search(words))


def says_part_of(words: str) -> bool:
    """Whether words start a breakdown of an amount already said: ``varav``, ``av detta``."""
    return bool(_VARAV.search(words))


def is_economic_heading(text: str) -> bool:
    """Whether a heading promises money."""
    return bool(_ECONOMIC_HEADING.search(text))


def is_sum_label(label: str) -> bool:
    """Whether the label of a table row or list item names a sum."""
    return bool(_ROW_SUM.search(label))


def is_applied_label(label: str) -> bool:
    """Whether the label of a table row or list item names the amount applied for."""
    match = _ROW_APPLIED.search(label)
    if not match or _OUTSIDE.search(label):
        return False
    first = re.search(r"[a-zåäö]", label, re.I)
    return match.start() - (first.start() if first else 0) <= 12 or bool(_WHOLE_WORDS.search(label))


def is_total_column(header: str) -> bool:
    """Whether a column adds up the others."""
    return bool(_TOTAL_COLUMN.search(header))


def is_applied_column(header: str) -> bool:
    """Whether a column holds what is applied for, beside columns of other payers."""
    return bool(_APPLIED_COLUMN.search(header))


def is_own_column(header: str) -> bool:
    """Whether a column holds what the parties pay themselves."""
    return bool(_OWN_COLUMN.search(header)) and not is_applied_column(header)


def is_no_cost_column(header: str) -> bool:
    """Whether a column holds quantities, unit prices, comments or the past."""
    return bool(_QUANTITY_COLUMN.search(header) or _PAST_COLUMN.search(header))
