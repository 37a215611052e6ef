"""How good proposed claims are: against gold claims, by type, with intervals and reliability."""

from kg.evaluation.folder import GoldPassage, gold_folder
from kg.evaluation.measure import Measured, Tally, measure
from kg.evaluation.pairing import Pairing, pair

__all__ = ["GoldPassage", "Measured", "Pairing", "Tally", "gold_folder", "measure", "pair"]
