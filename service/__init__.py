"""The web service: one comment in, its labelled parts out, over HTTP and on a small page.

It stores nothing and logs no text. It imports only the public names of ``tilbakemelding``.
"""
