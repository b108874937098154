"""What the numbers can say and what they cannot, in plain words, for anybody."""
