"""A hardened Voila: who is asking, which kernel belongs to whom, what a socket may say."""
