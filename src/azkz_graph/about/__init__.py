"""What is known of one thing, and on what grounds: sheets, explanations, citations; queries are in `ask`."""
