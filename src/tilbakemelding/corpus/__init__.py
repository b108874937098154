"""The annotated corpus: its records, its checks, and the sheets by which it is written, coded and adjudicated."""
