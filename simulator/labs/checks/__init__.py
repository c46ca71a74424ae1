"""What is checked of open answers: a module for each laboratory, a function for each exercise.

A function has the exercise's name with underscores for hyphens. It takes the answer in Python's own types
(a number, a dictionary of numbers, a text, a `LabFile`) and yields findings; it trusts nothing of it.
"""
