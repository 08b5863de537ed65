"""The commands of the command line, a few lines each over the library.

A module here imports what it needs inside the command: whoever asks one question waits for nothing else.
"""
