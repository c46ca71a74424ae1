"""What authors wrote: cases, framework and forms, read with the line of every value, and checked."""
