"""Money in templates."""

from django import template

from wenming.projects.money import written

register = template.Library()
register.filter("wan", written)
