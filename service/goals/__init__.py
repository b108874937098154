"""The team's own goal for a half-year and what they decided to do: theirs, until they let the leader see it."""
