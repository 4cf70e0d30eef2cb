"""Seals: proof that what was recorded is what was recorded then. `kanonik`: the text that is hashed."""
