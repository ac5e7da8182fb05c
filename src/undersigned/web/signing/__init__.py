"""The pages of those who are invited: behind a personal link, or opened by the code beside it."""
