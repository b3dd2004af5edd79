"""Renders of people who never existed, with exact action-unit ground truth."""
