"""peoplekg turns news articles about public figures into a knowledge graph that shows its evidence."""

__version__ = "0.1.0"
