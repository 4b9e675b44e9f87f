#!/bin/sh
# Citation.js 0.8.2 (@citation-js/plugin-ris): the day of a newspaper article is lost.
# Expected: an RIS record that gives the year in PY and the day in DA is dated to the day, whatever its type.
# Instead: a report is, a newspaper article (TY  - NEWS) keeps the year alone; with DA alone it has no date at all.
# A third tag, Y1, is read in full, unless a tag of a later edition of RIS, such as LA, stands beside it.
set -eu
. "$(dirname "$0")/lib.sh"
needs_npm @citation-js/core@0.8.2 @citation-js/plugin-ris@0.8.2
cat >try.js <<'JS'
const {Cite} = require('@citation-js/core')
require('@citation-js/plugin-ris')
const read = (type, ...dates) => {
  const record = [`TY  - ${type}`, 'TI  - Quotas rise', ...dates, 'ER  - ', ''].join('\n')
  const issued = new Cite(record).data[0].issued
  const day = issued && issued['date-parts'] ? issued['date-parts'][0].join('-') : issued ? 'a text' : 'no date'
  console.log(type, dates.join(' and '), '->', day)
}
read('RPRT', 'PY  - 2019', 'DA  - 2019/04/04/')
read('NEWS', 'PY  - 2019', 'DA  - 2019/04/04/')
read('NEWS', 'DA  - 2019/04/04/')
read('NEWS', 'Y1  - 2019/04/04/')
read('NEWS', 'Y1  - 2019/04/04/', 'LA  - ko')
JS
shows node try.js
expect <<'TEXT'
RPRT PY  - 2019 and DA  - 2019/04/04/ -> 2019-4-4
NEWS PY  - 2019 and DA  - 2019/04/04/ -> 2019
NEWS DA  - 2019/04/04/ -> no date
NEWS Y1  - 2019/04/04/ -> 2019-4-4
NEWS Y1  - 2019/04/04/ and LA  - ko -> a text
TEXT
