"""What more annotated prose brings: trains on parts of the training passages and measures on development ones.

`python -m training.learning_curve --base FOLDER --passages evaluation/passages --sizes 100 200 400`

The parts are nested, and each network reads as many passages as every other, a small part the more often: so it is the
prose that differs, not the time. Each is measured before it is turned to int8, with cut-offs of its own.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from kg.document import read
from kg.evaluation import gold_folder
from kg.evaluation.measure import join
from kg.lexicon import lexicon
from training.align import load as load_passages
from training.align import training_passages
from training.torch_model import TorchModel, load_tokenizer
from training.train import train
from training.tuning import Remembering, judged, slot_cutoffs, told


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--passages", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 200, 400])
    parser.add_argument("--readings", type=int, default=1600, help="passages read in all, each as often as that allows")
    parser.add_argument("--floor", type=float, default=0.76, help="least share of right slot values")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    ids = list(training_passages(given.passages))
    random.Random(given.seed).shuffle(ids)
    tokenizer = load_tokenizer(given.base)
    gold = gold_folder(given.passages, "dev")
    documents = [read(p.path) for p in gold]
    for size in given.sizes:
        passages = load_passages(given.passages, sorted(ids[:size]), lexicon())
        epochs = max(1, round(given.readings / len(passages)))
        encoder, heads, values = train(passages, epochs, given.base, tokenizer, given.seed, log=False)
        network = Remembering(TorchModel(encoder, heads, values, tokenizer))
        best = slot_cutoffs(network, gold, documents, given.floor)
        slots = join(judged(network, gold, documents, best)).slots["all"]
        claims = sum(len(p.anchors) for p in passages)
        print(f"{len(passages)} passages, {claims} claims, {epochs} times: slot {told(slots)}", flush=True)


if __name__ == "__main__":
    main()
