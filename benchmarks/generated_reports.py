"""Reports of our own making, for measurements: whole sentences, headings and footnotes, all from a seed.

    python benchmarks/generated_reports.py FOLDER [--reports 6] [--pages 10]

A page is 500 words. The states are real, everything that is said of them is invented.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

PAGE = 500  # words
STATES = (
    "Nepal Qatar Lebanon Kenya Oman Ghana Italy Peru Chile Kuwait Malaysia Bangladesh Jordan Ethiopia Indonesia "
    "Myanmar Thailand Cambodia Morocco Spain Tunisia Senegal Mali Fiji Tonga Moldova Poland Georgia Albania Greece "
    "Bolivia Argentina Uganda Zambia"
).split()
VOICES = (
    "the International Labour Organization", "the World Bank", "the International Organization for Migration",
    "the ministry of labor of {A}", "Human Rights Watch", "the central bank of {A}",
)  # fmt: skip
SECTORS = ("construction", "domestic work", "fishing", "agriculture", "the garment factories", "hotels")
TOWNS = ("Doha", "Beirut", "Nairobi", "Muscat", "Accra", "Milan", "Lima", "Santiago", "Amman", "Jakarta")
SENTENCES = (
    "About {n} migrants from {A} worked in {B} in {y}.{m}",
    "According to {voice}, between {n} and {n2} workers from {A} lived in {B} in {y}.{m}",
    "In {y} the number of workers from {A} in the {sector} of {B} rose to {n}.",
    "{A} signed an agreement on labor migration with {B} in {y}.{m}",
    "{A} has no agreement on the recruitment of workers with {B}.",
    "Talks between {A} and {B} about a treaty on social security began in {y} and have not ended.",
    "Migrants from {A} sent home ${k} million from {B} in {y}.{m}",
    "Remittances made up {p} percent of the gross domestic product of {A} in {y}, {voice} reports.{m}",
    "Recruitment agents in {A} take a fee of ${d} from each worker who leaves for {B}.",
    "A worker in the {sector} of {B} earns ${d} a month, and one from {A} earns less.",
    "Women from {A} are taken through {T} to {B}, where they are forced to work in {sector}.",
    "Victims come from villages in {A}; the recruiters are often neighbours who once worked in {B}.",
    "The police of {B} deported {n} migrants from {A} in {y}.{m}",
    "The government of {A} adopted a law against human trafficking in {y}.",
    "{B} has no law on the protection of domestic workers, although a draft was discussed in {y}.",
    "{voice} runs a shelter with {c} beds for returned workers in {T}.",
    "A hotline for migrants has been open in {T} since {y}.",
    "{voice} trained {c} labor inspectors of {A} in {y}.",
    "The embassy of {A} in {T} refuses to help workers whose papers have run out.",
    "{A} should open talks with {B} about the rights of seasonal workers.",
    "The quota of {B} for workers from {A} was cut from {n2} to {n} in {y}.{m}",
    "Officials of {B} say that {p} percent of the workers from {A} have no permit.",
    "Most of those who leave are young, and many have never been in a large town before.",
    "The road to the border is closed in winter, and the buses wait until the snow is gone.",
    "Families often borrow for the journey and pay the debt back over two or three seasons.",
    "Few of the people who were asked for this report had seen their contract before they left.",
    "Nobody in the district office could say how many had come back, or in what state.",
    "When work became rare, employers kept the passports of those who wished to go home.",
)
HEADINGS = ("Leaving", "Work and wages", "Money sent home", "Agreements", "Trafficking", "Protection", "Return")


def report(seed: int, pages: int) -> str:
    """A report in Markdown of about so many pages; the same for the same seed."""
    rng = random.Random(seed)
    region = rng.sample(STATES, 6)
    parts, notes = [f"# Workers abroad: report {seed}"], list[str]()
    while sum(len(part.split()) for part in (*parts, *notes)) < pages * PAGE:
        parts.append(f"## {rng.choice(HEADINGS)}")
        for _ in range(rng.randint(2, 5)):
            parts.append(" ".join(_sentence(rng, region, notes) for _ in range(rng.randint(3, 7))))
    parts += ["## Notes", *notes]
    return "\n\n".join(parts) + "\n"


def _sentence(rng: random.Random, region: list[str], notes: list[str]) -> str:
    a, b = rng.sample(region, 2)
    low = rng.randint(2, 900) * 1000
    pattern = rng.choice(SENTENCES)
    mark = ""
    if "{m}" in pattern and rng.random() < 0.5:
        number = len(notes) + 1
        author, journal = rng.choice(("Mora", "Achieng", "Lund")), rng.choice(("Harbour Review", "Road and Rail"))
        notes.append(f"[^{number}]: {author}, “The Count of {a}”, {journal}, {rng.randint(1998, 2020)}.")
        mark = f"[^{number}]"
    text = pattern.format(
        A=a, B=b, voice=rng.choice(VOICES).format(A=a), sector=rng.choice(SECTORS), T=rng.choice(TOWNS), m=mark,
        n=f"{low:,}", n2=f"{low + rng.randint(1, 99) * 1000:,}", y=rng.randint(1999, 2021), k=rng.randint(2, 900),
        p=rng.randint(2, 60), d=f"{rng.randint(2, 60) * 50:,}", c=rng.randint(5, 90),
    )  # fmt: skip
    return text[0].upper() + text[1:]


def write(folder: Path, reports: int, pages: int = 10) -> list[Path]:
    """Write reports into a folder, which is made if it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for seed in range(1, reports + 1):
        path = folder / f"report-{seed:04d}.md"
        path.write_text(report(seed, pages), encoding="utf-8")
        written.append(path)
    return written


def main() -> None:
    parser = argparse.ArgumentParser(description="Write generated reports.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--reports", type=int, default=6)
    parser.add_argument("--pages", type=int, default=10)
    given = parser.parse_args()
    written = write(given.folder, given.reports, given.pages)
    print(f"{len(written):,} reports of {given.pages} pages in {given.folder}")


if __name__ == "__main__":
    main()
