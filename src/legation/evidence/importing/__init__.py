"""Claims in from spreadsheets and TOML: what people edit, as tables, without loss.

`spreadsheets` and `workbooks` read files as people make them, `numbers` reads numbers, `cells` turns a row into the
fields of a claim and back, `rows` completes and checks them, `batch` checks a whole file and writes it into a folder
of the user's. `columns` names the columns for both ways.
"""
