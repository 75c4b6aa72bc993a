"""The plan: layout reads blocks without NLP, resolve says whom and what each statement is about."""
