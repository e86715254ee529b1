"""Published plans: frozen, numbered, approved by the head; and what became of each visit."""
