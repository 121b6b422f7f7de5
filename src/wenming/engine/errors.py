"""What the engine refuses, in the user's words."""


class EngineError(ValueError):
    """Input that cannot be worked with. The message is one Chinese sentence for the user."""
