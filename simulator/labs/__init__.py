"""What is tried: laboratories, their exercises on screen and in Python, what is checked of an answer."""
