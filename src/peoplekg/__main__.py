"""``python -m peoplekg``, for where the command is not on the path."""

from peoplekg.cli import main

main(prog_name="peoplekg")
