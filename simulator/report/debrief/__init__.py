"""What is said of a judged play, section by section: built once, for every renderer."""
