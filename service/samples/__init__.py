"""Samples: comments that teachers contribute, masked before anything is kept."""
