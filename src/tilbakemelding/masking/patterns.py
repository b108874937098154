"""What is told by its shape: e-mail, links, national identity numbers, telephone numbers, class and school names.

All find stretches in the text as given. Source: the numbers' formats are those of the Norwegian Tax Administration
(national identity numbers) and of the national numbering plan (telephone); the rest is settled on
``corpora/masking/dev.jsonl``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tilbakemelding.masking.replacements import Stretch

_EMAIL = re.compile(
    r"(?<![\w.+\-])[\w.+\-]++(?:@|\s?[\[(](?:at|krøllalfa|alfakrøll)[\])]\s?)[\w\-]+(?:\.[\w\-]+)*\.[a-zæøå]{2,}",
    re.IGNORECASE,
)
_DOMAINS = "no|com|org|net|io|edu|eu|se|dk|fi|uk|de|info|nu|me|be|co|app|dev|tv|ly|gl|site|page|cloud"
_LINK = re.compile(
    rf"(?:https?://|www\.)[^\s<>«»\"]+|(?<![\w@.\-])(?:[\w\-]{{1,63}}\.){{1,8}}(?:{_DOMAINS})\b(?:[/:?][^\s<>«»\"]*)?(?![\w@])",
    re.IGNORECASE,
)
_BARE_DOMAIN = re.compile(r"^(?:[\w\-]+\.)+[a-z]+$", re.IGNORECASE)
_SOURCES = frozenset(
    "snl.no nrk.no ndla.no vg.no ssb.no fn.no regjeringen.no stortinget.no aftenposten.no dagbladet.no lovdata.no "
    "udir.no forskning.no wikipedia.org no.wikipedia.org nn.wikipedia.org en.wikipedia.org naob.no ordbokene.no "
    "matematikk.net store.norske.leksikon nbl.snl.no sml.snl.no faktisk.no yr.no nve.no fhi.no nb.no khanacademy.org "
    "bbc.com bbc.co.uk globalis.no amnesty.no framtiden.no framtida.no nynorsk.no sprakradet.no "
    "regjeringa.no vilbli.no utdanning.no".split()
)
"""Sites that are named as sources: they point at nobody. With a path they are links as any other."""

_ELEVEN = re.compile(
    r"(?<![\d.,])(?:\d{6}|\d\d[ .\u00a0]\d\d[ .\u00a0]\d\d)[ \-–\u00a0]{0,3}"
    r"(?:\d{5}|\d{3}[ \u00a0]\d\d)(?!\d|[.,]\d)"
)
_DAYS, _MONTHS = (1, 31), (1, 12)
_WEIGHTS = ((3, 7, 6, 1, 8, 9, 4, 5, 2), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2))

_GAP = r"[ \u00a0.\-]"
_EIGHT = (
    rf"(?:[2-9]\d{{7}}|[2-9]\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{3}}|"
    rf"[2-9]\d{_GAP}\d{{2}}{_GAP}\d{{2}}{_GAP}\d{{2}}|[2-9]\d{{3}}[ \u00a0]\d{{4}})"
)
_PHONE = re.compile(
    rf"(?<![\w.,+/])(?:(?:\+|00)\s?47{_GAP}?{_EIGHT}|\(\+?47\)\s?{_EIGHT}|\+\d{{1,3}}(?:{_GAP}?\d{{2,4}}){{2,5}}|{_EIGHT})"
    r"(?![\d/]|[.,]\d|\s?(?:kr|kroner|NOK|\$|%|m|km|kg|g|år)\b)"
)
_PHONE_WORD = re.compile(r"(?:tlf|telefon|mob|mobil|nummer|nr|ring|sms|ringe?r?)\W*(?:\w+\W+){0,2}$", re.IGNORECASE)
_DATE_LIKE = re.compile(r"^(?:19|20)\d\d(?:0[1-9]|1[0-2]|[12]\d)[0-3]\d$|^20[0-3]\d20[0-3]\d$")

_CODES = (
    "ST|STA|STB|STC|STD|STE|STF|SS|ID|IDA|IDB|MD|MDD|MU|DA|DR|DT|DTA|DTB|HO|HOA|HOB|HS|HSA|HSB|HEA|HEB|BUA|BUB|BA|BAA|BAB|"
    "EL|ELA|ELB|EF|EFA|EFB|TI|TIF|TIA|TIP|TPA|TPB|RMA|RMF|NA|NAA|NAB|FD|FDA|IM|IMA|IMB|IT|ITA|ITB|SR|SSA|SSB|PB|PBA|PBB|"
    "PÅ|PBP|KD|KDA|HSP|BUP|AMB|KJP|STØ"
)
_UPPER_SECONDARY = re.compile(rf"(?<![\w,.\-])[123](?:{_CODES})[1-9A-F]?(?!\w)")
_YEAR_OF_UPPER = re.compile(rf"(?<!\w)(?:vg|VG|Vg)[123](?:[a-f]\b|[ \-]?(?:{_CODES})[1-9A-F]?\b)?(?!\w)")
_GRADE_AND_LETTER = re.compile(r"(?<![\w,.\-/+*=(])([1-9]|10)(\s?)([A-HÆ])(?![\w+*=/)]|[,.]\d|-vitamin)")
_LOWER_CLASS = re.compile(r"(?<![\w,.])(?:[1-9]|10)\s?[a-h](?!\w)")
_CLASS_CONTEXT = re.compile(
    r"(?:klassen?|klassa|klasser|klassar|trinn|trinnet|elev(?:en|ene|ane|er|ar)? i|(?:alle|me|vi|dere|dykk) i|"
    r"gjeng(?:en)?(?: i)?|"
    r"gå?r i|gikk i|gjekk i|hei|kjære|både|resten av|gruppa i|timen med|parallell(?:en)?|lag(?:et)? fra|laget frå|"
    r"kontaktlærer(?: i| for)?|"
    r"kontaktlærar(?: i| for)?)\s+(?:(?:[1-9]|10)\s?[A-Ha-h]\s*(?:,|og)\s*)*$",
    re.IGNORECASE,
)
_CLASS_AFTER = re.compile(
    r"^(?:-(?:elev|gjeng|klasse|gutt|jent|foreld|lær)|['’]?\s(?:skal|har|kan|må|får|klarte|klara|er\b|på\s[A-ZÆØÅ]|ved\s[A-ZÆØÅ]))"
)
_CLASS_PLACE = re.compile(r"(?:^|\s)(?:i|fra|frå)\s+$", re.IGNORECASE)
_TASK = re.compile(
    r"(?:oppg\w*\.?|del\w*|side|s\.|figur|fig\.?|tabell|punkt|spørsmål\w*|nr\.?|nummer|task|exercise|vedlegg|kap\w*\.?|avsnitt|"
    r"avsnittet|bind|steg|øvelse|øving|versjon|rute|celle|alternativ|stasjon|rom|rommet|teorem|setning|likning\w*|scene|"
    r"boks|graf|nivå|level|kriterium|mål|strofe|vers|prøve|heat|lag|gruppe|målestokk|ca\.?|på|strøm|straum|kolonne)"
    r"\s+(?:(?:\d{1,2}\s?[A-Ha-h]?)\s*(?:,|og|eller|til|–|-)\s*)*$",
    re.IGNORECASE,
)

_TASK_WORD = re.compile(r"\boppg|\btask|\bdeloppg|\bdel \d", re.IGNORECASE)

_SCHOOL_WORDS = (
    r"(?:(?:barne- og )?(?:ungdoms|barne|mellom|grunn|friluft|fri|montessori|steiner|folkehøg|"
    r"folkehøy|videregående |vidaregåande )?"
    r"(?:skole|skolen|skule|skulen|skula)|videregående|vidaregåande|vgs\.?|VGS|oppvekstsenter|oppvekstsentra|opplæringssenter|"
    r"folkehøgskole|folkehøgskule|folkehøyskole|ungdomstrinn)"
)
_SCHOOL = re.compile(rf"((?:[A-ZÆØÅČŠ][\wæøåáčš\-]*[ \u00a0]){{1,3}})({_SCHOOL_WORDS})(?!\w)")
_SCHOOL_COMPOUND = re.compile(r"(?<=[\wæøå,;)] )[A-ZÆØÅ][a-zæøå]{3,}(?:skolen|skulen|skula|skole|skule)(?!\w)")
_NOT_SCHOOLS = re.compile(
    r"^(?:Videregående|Vidaregåande|Ungdoms|Barne|Norske?|Ny|Nye|Denne|Din|Vår|Hele|Heile|Bra|Fin|God|Dei?n?|Alle|Hver|Kvar|I|På|"
    r"Ved|Fra|Frå|Til|For|Om|Om|Av|Etter|Kjære|Hei|Svenske?|Danske?|Finske?|Offentlige?|Private?|Oslo-|Samisk|Samiske|Mer|Meir|Når|"
    r"Neste|Både|Også|Og|Men|At|Er|Som|Da|Då|Så|Det|Dette|En|Ein|Ei|Et|Eit|Min|Mitt|Mi|Hans|Hennes|Hennar|Mobilfri|Mobilfrie|Ring|Kontakt|Spør|Besøk)\s",
)


def find(text: str) -> Iterator[Stretch]:
    """Yield every stretch that a pattern tells, the surest patterns first; they may overlap."""
    yield from _emails(text)
    yield from _links(text)
    yield from _national_ids(text)
    yield from _phones(text)
    yield from _schools(text)
    yield from _classes(text)


def _emails(text: str) -> Iterator[Stretch]:
    for match in _EMAIL.finditer(text):
        yield Stretch(match.start(), match.end(), "email", match[0].casefold())


def _links(text: str) -> Iterator[Stretch]:
    for match in _LINK.finditer(text):
        link = match[0].rstrip(".,;:!?)]»”\"'")
        if not (_BARE_DOMAIN.match(link) and link.casefold().removeprefix("www.") in _SOURCES):
            yield Stretch(match.start(), match.start() + len(link), "link", link.casefold())


def _national_ids(text: str) -> Iterator[Stretch]:
    for match in _ELEVEN.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if looks_like_birth_date(digits) or control_digits_fit(digits):
            yield Stretch(match.start(), match.end(), "national-id", digits)


def looks_like_birth_date(digits: str) -> bool:
    """Tell whether the first four digits can be day and month.

    The day is 1-31, with 40 added in a D-number; the month 1-12, with 40 added in an H-number and 65 or 80 in the
    synthetic numbers of the Tax Administration. Control digits are not asked for: a number with one digit mistyped
    still points at a person.
    """
    day, month = int(digits[:2]), int(digits[2:4])
    return any(_DAYS[0] <= day - add <= _DAYS[1] for add in (0, 40)) and any(
        _MONTHS[0] <= month - add <= _MONTHS[1] for add in (0, 40, 65, 80)
    )


def control_digits_fit(digits: str) -> bool:
    """Tell whether both control digits of eleven fit, by modulus 11.

    Catches numbers without a birth date, as hospitals give them. Source: the Tax Administration's description of
    national identity numbers (weights 3 7 6 1 8 9 4 5 2 and 5 4 3 2 7 6 5 4 3 2).
    """
    for weights in _WEIGHTS:
        total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False))
        if (11 - total % 11) % 11 != int(digits[len(weights)]):
            return False
    return True


def _phones(text: str) -> Iterator[Stretch]:
    for match in _PHONE.finditer(text):
        told = _PHONE_WORD.search(text, 0, match.start()) is not None
        if told or not _DATE_LIKE.match(match[0]):
            digits = re.sub(r"\D", "", match[0])
            yield Stretch(match.start(), match.end(), "phone", digits[-8:])


def _schools(text: str) -> Iterator[Stretch]:
    for match in _SCHOOL.finditer(text):
        start = match.start()
        while (unwanted := _NOT_SCHOOLS.match(text[start : match.end(1)])) is not None:
            start += unwanted.end()
        definite = match[2].endswith(("skolen", "skulen", "skula")) and not re.search(r"\w[ ,]+$", text[:start])
        if start < match.end(1) and not definite:
            yield Stretch(start, match.end(), "school", text[start : match.end(1)].casefold().strip())
    for match in _SCHOOL_COMPOUND.finditer(text):
        yield Stretch(match.start(), match.end(), "school", match[0].casefold())


def _classes(text: str) -> Iterator[Stretch]:
    for pattern in (_UPPER_SECONDARY, _YEAR_OF_UPPER):
        for match in pattern.finditer(text):
            yield Stretch(match.start(), match.end(), "class", re.sub(r"[\s\-]", "", match[0]).casefold())
    for pattern in (_GRADE_AND_LETTER, _LOWER_CLASS):
        for match in pattern.finditer(text):
            if _is_class(text, match):
                yield Stretch(match.start(), match.end(), "class", re.sub(r"\s", "", match[0]).casefold())


def _is_class(text: str, match: re.Match[str]) -> bool:
    """Tell whether a number and a letter are a class: by the words around, and never after a word for a task."""
    before, after = text[max(0, match.start() - 60) : match.start()], text[match.end() : match.end() + 20]
    if _CLASS_CONTEXT.search(before):
        return True
    grade = int(re.sub(r"\D", "", match[0]))
    low_grade = grade < _FIRST_TELLING_GRADE
    if _TASK.search(before) or (low_grade and _TASK_WORD.search(text[: match.start()])):
        return False
    if match.re is _LOWER_CLASS:
        return False
    if _CLASS_AFTER.match(after) and (not low_grade or after.startswith("-")):
        return True
    if match[2] or (match[1] in "123" and match[3] == "D"):
        return False
    return not low_grade or _CLASS_PLACE.search(before) is not None


_FIRST_TELLING_GRADE = 8
"""From this grade on a number with a letter is a class more often than a task."""
