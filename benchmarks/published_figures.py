"""What the makers of the Bilateral Labor Agreements Dataset print of it, beside counts from its files.

    MKG_EVALUATION_DATA=… python benchmarks/published_figures.py

Counts are made by pandas straight from the two files. `docs/world-gaps.md` says where each printed figure stands.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from pathlib import Path

import pandas as pd

PROVISIONS = ("wage_prot", "prot_equal", "social_security", "disputes_emp_mig", "recruit_cost_mig", "passport")


def totals(listed: pd.DataFrame, coded: pd.DataFrame, labels: dict[str, str]) -> dict[str, tuple[str, int]]:
    """What is counted → what is printed, and the count."""
    topics = {m[1] for label in labels.values() if (m := re.match(r"\((\d+)[a-z]?\)", label))}
    return {
        "agreements listed": ("over 1,200", len(listed)),
        "with a copy of the text": ("over 800", int(listed.copy_available.sum())),
        "texts coded": ("over 500", len(coded)),
        "topics coded": ("twenty", len(topics)),
        "of the first version": ("582", int((listed.dataset_original == "CPW (2017)").sum())),
    }


def main() -> None:
    """Print three tables."""
    folder = os.environ.get("MKG_EVALUATION_DATA")
    if not folder:
        raise SystemExit("the data sets are found through MKG_EVALUATION_DATA")
    bla = Path(folder, "data", "bla")
    listed = pd.read_stata(bla / "BLAs_Formation_Data.dta")
    coded = pd.read_stata(bla / "BLAs_Coding_Data.dta")
    with pd.io.stata.StataReader(bla / "BLAs_Coding_Data.dta") as reader:
        labels = reader.variable_labels()
    print(f"{'':26}{'printed':>12}{'counted':>9}")
    for name, (printed, counted) in totals(listed, coded, labels).items():
        print(f"{name:26}{printed:>12}{counted:>9,}")
    print("\nagreements by decade of the column year")
    decades = sorted(Counter(int(year) // 10 * 10 for year in listed.year).items())
    print("  ".join(f"{'unknown' if decade > 2100 else f'{decade}s'} {count}" for decade, count in decades))
    print("\ncoded texts with a provision")
    for name in PROVISIONS:
        known = coded[name].dropna()
        print(f"{labels[name]:62}{int(known.sum()):>5} of {len(known)}{known.mean():>8.1%}")


if __name__ == "__main__":
    main()
