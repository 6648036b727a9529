"""Reading a graph: facts, labels, names, passages, notes, reading order; showing them is not done here."""
