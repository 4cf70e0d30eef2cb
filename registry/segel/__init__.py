"""Seals: proof that what was recorded is what was recorded then. `kanonik`: the text that is hashed. `kolom`: which
columns of a table are in it, and which of them are shown to nobody."""
