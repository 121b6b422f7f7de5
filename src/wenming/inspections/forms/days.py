"""A day as browsers want it in the value of their own control."""

from django import forms


class DayInput(forms.DateInput):
    """`<input type="date">`: the value is ISO in every language."""

    def __init__(self) -> None:
        super().__init__({"type": "date"}, format="%Y-%m-%d")
