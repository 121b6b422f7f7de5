"""Form controls that every app uses."""

from django import forms


class DayInput(forms.DateInput):
    """`<input type="date">`: its value is ISO in every language, for browsers show no other."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")
