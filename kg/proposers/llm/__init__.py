"""A language model as proposer: asked part by part, its answers recorded, its claims judged by the one gate.

`propose` runs or replays a whole document; `request_of` and `accept` do the same for one part by hand.
"""

from kg.proposers.llm.propose import Proposal, Settings, propose

__all__ = ["Proposal", "Settings", "propose"]
