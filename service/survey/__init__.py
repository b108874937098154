"""Elevundersøkelsen: the school's own results, read in by the leader and shown beside the figures, never merged."""
