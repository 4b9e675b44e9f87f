"""Reading reports: what a sentence says of whom, where and when, with the words in it that say so.

By rules and by the words of `records/reading.toml`, so the same text is always read the same way. Nothing is looked up
elsewhere, and what can't be read is named as missing and not guessed. `sentences.read_sentence` reads a sentence,
`articles.read_article` a whole text, `drafts` turns a reading into the fields of a claim.
"""
