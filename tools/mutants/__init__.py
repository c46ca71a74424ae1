"""Small plausible faults put into a copy of the product, one at a time, to see whether a test notices."""
