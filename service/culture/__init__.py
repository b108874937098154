"""The feedback culture over time: what teams release, the figures made of it, and what leaders and owners read."""
