"""Who does what in a sentence: a shallow reading of its clauses, each with verb, subject, objects and circumstances.

Not a parser: chunks are read from left to right with a stack of open clauses. Where the reading is not clear the
subject stays empty, and nothing is claimed.
"""

from peoplekg.language.clauses.clause import Clause, behind_quotation
from peoplekg.language.clauses.reader import read_clauses

__all__ = ["Clause", "behind_quotation", "read_clauses"]
