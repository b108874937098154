"""The learning network: examples that teachers share with the owner's other schools, and the library of them."""
