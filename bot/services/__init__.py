"""What the door does, one verb a file. Decisions come from the domain, rows from the store."""
