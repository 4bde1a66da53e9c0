"""What prizes, categories, givers, results and recipients are called, and which sections are about awards."""
