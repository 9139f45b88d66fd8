"""What git remembers → sentences for a page, a terminal or a program, as far as the audience may see them."""
