"""Saved queries and other questions: parameters, answers, result formats; pictures of them are in `charts`."""
