"""At the door: a hardened Voila, who is knocking, which kernel belongs to whom, what a socket may say."""
