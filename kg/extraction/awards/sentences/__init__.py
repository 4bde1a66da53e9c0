"""Sentences that state who won or was nominated for what."""
