"""The text of a file that somebody wants to have read: plain text, a web page, a Word document, a PDF.

`files.read_document` is the way in. No file is changed and no network opened; what a file refers to is not fetched.
"""
