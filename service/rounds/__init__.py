"""Rounds of review: a coach makes them from a team's samples, and colleagues code them, each for themselves."""
