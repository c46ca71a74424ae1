"""Learners' own files (DOCX, XLSX, CSV), read without trust; what cannot be read is told in a sentence."""
