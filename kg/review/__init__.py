"""Review: what people say of proposed claims, kept in a file, found again after every change of text or reader."""
