"""Parts of pages. Whatever comes from a contract or a file name is escaped here, once."""
