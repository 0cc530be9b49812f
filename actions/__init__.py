"""What the dialogue does beyond saying a fixed sentence.

Pure functions of the tracker and of the editors' files in content/: no database, no network, no
clock. Effects are asked for as commands, which the front door carries out in its own transaction.
"""
