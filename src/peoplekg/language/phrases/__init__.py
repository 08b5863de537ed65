"""Groups the tokens of a sentence into noun phrases, verb groups and the small words between them.

A noun phrase carries what the text says beside a name: "the actress Julie Gayet, 41", "his wife, Barbara Amiel",
"Maria, moglie di Luca". The grammar is the same for all languages; the words come from the pack.

Each module reads one construction. All of them take the sentence as an ``AnnotatedSentence``, named ``s``, and token
positions in it; those that read a noun phrase inside another one ask the ``PhraseGrammar`` they are given for it.
"""

from peoplekg.language.phrases.chunker import chunk_sentence

__all__ = ["chunk_sentence"]
