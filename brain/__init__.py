"""The brain: Rasa's pipeline, our components in it, and the turn channel in front of it."""
