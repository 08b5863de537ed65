"""OWL 2 RL reasoning: an ontology's axioms compiled into rules, run over what is new, with proofs and retraction.

>>> from peoplekg.reasoning import MemoryFacts, Reasoner, compile_rules
"""

from peoplekg.reasoning.compiler import compile_rules, is_axiom
from peoplekg.reasoning.engine import Contradiction, Delta, Reasoner, Triples
from peoplekg.reasoning.errors import ReasoningError
from peoplekg.reasoning.facts import FactSource, MemoryFacts, StoreFacts
from peoplekg.reasoning.proofs import Proof
from peoplekg.reasoning.rules import Rule, RuleSet

__all__ = [
    "Contradiction",
    "Delta",
    "FactSource",
    "MemoryFacts",
    "Proof",
    "Reasoner",
    "ReasoningError",
    "Rule",
    "RuleSet",
    "StoreFacts",
    "Triples",
    "compile_rules",
    "is_axiom",
]
