"""The meeting after a round: what coders disagree on, what the team decides, and what comes out of it."""
