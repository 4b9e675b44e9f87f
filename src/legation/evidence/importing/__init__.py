"""Claims in from spreadsheets and out to them: what people edit, as tables, without loss.

In: `sheets` reads files as people make them, `numbers` reads numbers, `rows` turns a row into a claim and back,
`bringing` checks a whole file, `folder` writes into a folder of the user's. Out: `template`, `table`, `toml`,
`citations`. `columns` names the columns for both ways.
"""
