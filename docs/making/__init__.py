"""How documents are made from the code and from real runs, one file a document."""
