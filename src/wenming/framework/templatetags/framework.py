"""Names of data in the language of the page."""

from django import template

from wenming.framework import words

register = template.Library()
register.filter("named", words.in_language)
