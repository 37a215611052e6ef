"""What the reader knows about single words: abbreviations, words that begin sentences, labels of tables."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Abbreviations before a name or a lower-case word; their stop never ends a sentence.
LEADING = _words(
    """mr mrs ms mx dr prof gen col lt sgt maj capt cmdr adm amb gov sen rep hon pres st ste ft mt rev fr
    messrs vs v cf e.g i.e eg ie viz approx ca esp incl ed eds trans dept dist ref pt"""
)

# Of these only those that are written as titles are: "Sec. Gen.", not "30 sec." or "the SEC."
TITLES = _words("atty rt supt insp brig sec")

# Abbreviations only before a number: "No. 5", "Art. 12", "Sept. 11".
NUMBERING = _words(
    """no nos nr vol vols p pp art arts para paras fig figs sec ch chap tab ann doc res reg c
    jan feb mar apr jun jul aug sep sept oct nov dec rs re tk sh"""
)

# Their stop may also end the sentence: it does when the next word is one that begins sentences.
AMBIGUOUS = _words("inc ltd co corp jr sr bros al gmbh plc assn univ mln bn est")

# Almost always the last word of a sentence when a capital follows.
CLOSING = _words("etc")

# Words that begin sentences and are no part of a name.
STARTERS = _words(
    """The This That These Those It Its In On At By For From As After Although Though Before But And Or Yet
    However He She They We I You His Her Their Our My There Here When While Where Whereas If Since Such Some
    Many Most Much Several All Both Each Every Only One Two Three An A To With Without Within Under During
    Despite According Another Other Others No Not Nor Even More Moreover Furthermore Meanwhile Also Instead
    Unlike Like Once Today Over Nearly Roughly About Around Until Thus Still What Who Which How Why Finally
    First Second Third Similarly Likewise Indeed Nevertheless Nonetheless Because Between Among Against Upon
    Therefore Hence Then So Rather Few Less Any Either Neither Through Throughout Following Given Recently
    Currently Now Later Earlier Overall Officials Authorities Migrants Workers Remittances"""
)

# Words that titles leave in lower case.
SMALL = _words(
    """a an the of in on at by for from to and or nor but with without as into over under vs via per its their
    between among after before about during within toward towards through upon amid de la le des du et y e"""
)

# "Table 1", "Table 2" are captions, not page heads, though their numbers rise.
LABELS = _words(
    """table figure fig box annex appendix chapter part section article map graph chart question goal step
    phase case example recommendation objective paragraph"""
)

# First headings that are no title of the whole.
GENERIC_TITLES = frozenset(
    {
        "executive summary",
        "summary",
        "introduction",
        "abstract",
        "contents",
        "table of contents",
        "foreword",
        "preface",
        "overview",
        "acknowledgements",
        "acknowledgments",
        "key findings",
        "background",
        "methodology",
        "note",
        "notes",
    }
)

# Headings that come in many chapters and are parts of none of them.
REPEATED_TITLES = GENERIC_TITLES | {
    "conclusion", "conclusions", "recommendations", "references", "bibliography", "annex", "appendix", "sources",
    "introduction", "further reading", "abbreviations", "acronyms", "discussion", "results", "endnotes",
}  # fmt: skip

# Headings of the parts that chapters on countries have in reports on trafficking.
PARTS = frozenset({"prosecution", "protection", "prevention", "trafficking profile", "prioritized recommendations"})

# First halves of words that keep their hyphen before a word: "well-known", "non-governmental", "law-enforcement".
COMPOUNDING = _words(
    """well ill self non ex all half cross long short low high full part quasi twenty thirty forty fifty sixty seventy
    eighty ninety first second third one two three four five six seven eight nine ten hundred single double large
    small medium far near labor labour law policy decision world state government money job home country middle
    age life work risk rights gender victim sex wage income cost tax visa border fee crime then"""
)

# First halves that keep it now and then: "pre-departure", but "prevent".
PREFIXES = _words("co pre post anti pro semi mid over under")

# Words that as second halves are mere endings: "else-where", "harm-less".
ENDINGS = _words("able ship less ward wards wise where men man hood selves ever")
