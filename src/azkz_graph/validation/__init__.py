"""Shapes compiled once, so that the validation of each of many datasets takes a fraction of what pySHACL takes."""
