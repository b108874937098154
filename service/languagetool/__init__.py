"""The LanguageTool protocol: editors that can ask a LanguageTool server can ask this service, without a plug-in.

What arrives is read by `request`, what is marked is decided by `rules` on the package's analysis, what goes out is
put together by `answer`. Offsets on the wire are UTF-16 code units (`offsets`).
"""
