"""The frame of the pages for people: layout, texts in bokmål and nynorsk, forms that are sent, and errors to read."""

from service.pages.forms import Fields, Sent, json_body
from service.pages.rendering import Pages, Shown, form_of, redirect

__all__ = ["Fields", "Pages", "Sent", "Shown", "form_of", "json_body", "redirect"]
