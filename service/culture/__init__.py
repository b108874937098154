"""How the culture of feedback develops: figures that are honest about what they do not know."""
