"""What the engine refuses, in the user's words."""


class EngineError(ValueError):
    """Input that cannot be worked with. The message is one Chinese sentence for the user."""

    @property
    def sentence(self) -> str:
        """The message as it was given, so that it can be said in another language (`wording`)."""
        return self.args[0] if self.args else ""
