"use strict";
// Narrows the table to the claims that a search of the program would find, and that match every choice. Nothing is sent
// or kept anywhere. What the program knows stands in the page: the stems of each row's words, and for each group of
// equal terms the rows that it finds. Only the words that are typed are read here, by the rules of search_words.py.

const PARTS = /["“”„]([^"“”„]*)["“”„]|(\S+)/gu;
const EDGES = /^["“”„'’.,;:!?()[\]]+|["“”„'’.,;:!?()[\]]+$/gu;
const KINDS = ["measure", "mechanism", "observable", "parameter", "input", "outlet", "origin", "source", "topic"];
const MISTAKEN = /\b(informant|informer|several|busy|evening|news)s?\b/giu;
const OTHER_SCRIPTS = /[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]/u;
const LONGEST_TERM = 6;

// The stem of a word, as SQLite's porter tokenizer cuts it. Source: M. F. Porter, An algorithm for suffix stripping, 1980.
const STEP_2 = { ational: "ate", tional: "tion", enci: "ence", anci: "ance", izer: "ize", bli: "ble", alli: "al",
  entli: "ent", eli: "e", ousli: "ous", ization: "ize", ation: "ate", ator: "ate", alism: "al", iveness: "ive",
  fulness: "ful", ousness: "ous", aliti: "al", iviti: "ive", biliti: "ble", logi: "log" };
const STEP_3 = { icate: "ic", ative: "", alize: "al", iciti: "ic", ical: "ic", ful: "", ness: "" };
const CONSONANT = "[^aeiou]", VOWEL = "[aeiouy]", CONSONANTS = `${CONSONANT}[^aeiouy]*`, VOWELS = `${VOWEL}[aeiou]*`;
const MEASURE = new RegExp(`^(?:${CONSONANTS})?((?:${VOWELS}${CONSONANTS})*)(?:${VOWELS})?$`, "u");
const HAS_VOWEL = new RegExp(`^(?:${CONSONANTS})?${VOWEL}`, "u");
const SHORT_END = new RegExp(`^${CONSONANTS}${VOWEL}[^aeiouwxy]$`, "u");

function measure(stem) {
  const match = MEASURE.exec(stem);
  return match ? (match[1].match(new RegExp(`${VOWELS}${CONSONANTS}`, "gu")) || []).length : 0;
}

function replaced(word, endings, least) {
  const ending = Object.keys(endings).sort((a, b) => b.length - a.length).find((end) => word.endsWith(end));
  if (!ending) return word;
  const stem = word.slice(0, -ending.length);
  return measure(stem) > least ? stem + endings[ending] : word;
}

function stemOf(word) {
  if (word.length < 3) return word;
  const initialY = word[0] === "y";
  if (initialY) word = `Y${word.slice(1)}`;
  if (/(ss|i)es$/u.test(word)) word = word.slice(0, -2);
  else if (/[^s]s$/u.test(word)) word = word.slice(0, -1);
  let cut = null;
  if (word.endsWith("eed")) word = measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  else if (/(ed|ing)$/u.test(word)) {
    cut = word.replace(/(ed|ing)$/u, "");
    if (HAS_VOWEL.test(cut)) {
      word = cut;
      if (/(at|bl|iz)$/u.test(word)) word += "e";
      else if (/([^aeiouylsz])\1$/u.test(word)) word = word.slice(0, -1);
      else if (measure(word) === 1 && SHORT_END.test(word)) word += "e";
    }
  }
  if (word.endsWith("y") && HAS_VOWEL.test(word.slice(0, -1))) word = `${word.slice(0, -1)}i`;
  word = replaced(word, STEP_2, 0);
  word = replaced(word, STEP_3, 0);
  const last = /(al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ou|ism|ate|iti|ous|ive|ize)$/u.exec(word);
  const ion = /^(.+[st])ion$/u.exec(word);
  if (last && measure(word.slice(0, -last[1].length)) > 1) word = word.slice(0, -last[1].length);
  else if (!last && ion && measure(ion[1]) > 1) word = ion[1];
  if (word.endsWith("e")) {
    const stem = word.slice(0, -1);
    if (measure(stem) > 1 || (measure(stem) === 1 && !SHORT_END.test(stem))) word = stem;
  }
  if (word.endsWith("ll") && measure(word.slice(0, -1)) > 1) word = word.slice(0, -1);
  return initialY ? `y${word.slice(1)}` : word;
}

// A text as it is indexed: `plain` of search_index.py, and then what the tokenizer of SQLite makes of it.
function stemsOf(text, common) {
  const plain = text.normalize("NFKC").replace(/['’]s\b/gu, "").replace(MISTAKEN, "$10")
    .replace(/\b(?:[A-Z]\.){2,}/gu, (letters) => letters.replaceAll(".", "")).replace(/(?<=\d),(?=\d{3}\b)/gu, "")
    .replace(/\b[A-Z]{2,}\b/gu, (letters) => (common.has(letters.toLowerCase()) ? `acronym${letters}` : letters));
  const letters = OTHER_SCRIPTS.test(plain) ? plain : plain.normalize("NFD").replace(/\p{M}/gu, "");
  return (letters.toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).map(stemOf);
}

const nameToken = (name) => `${(name.match(/[\p{L}\p{N}]+/gu) || []).join("").toLowerCase()}0`;

// The days of a year, a month, a day, a part of a year, or of two of these with two points between; null for others.
function periodOf(text) {
  const years = /^((?:19|20)\d\d)[-–—](\d\d|(?:19|20)\d\d)$/u.exec(text);
  if (years && (years[2].length === 4 || Number(years[2]) > 12)) {
    return periodOf(`${years[1]}..${years[2].length === 4 ? years[2] : years[1].slice(0, 2) + years[2]}`);
  }
  if (text.includes("..")) {
    const [from, to] = text.split("..", 2).map((end) => periodOf(end.trim()));
    return from && to && from[0] <= to[1] ? [from[0], to[1]] : null;
  }
  const part = /^(early|mid|late)[ -](\d{4})$/u.exec(text);
  const date = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/u.exec(text);
  const year = Number((part || date || [])[part ? 2 : 1]);
  if (!year || year < 1950 || year > 2030) return null;
  if (part) {
    const months = { early: ["01-01", "04-30"], mid: ["05-01", "08-31"], late: ["09-01", "12-31"] }[part[1]];
    return months.map((day) => `${year}-${day}`);
  }
  if (!date[2]) return [`${year}-01-01`, `${year}-12-31`];
  const lastDay = new Date(Date.UTC(year, Number(date[2]), 0)).getUTCDate();
  if (Number(date[2]) < 1 || Number(date[2]) > 12 || Number(date[3] || 1) < 1 || Number(date[3] || 1) > lastDay) return null;
  return [`${year}-${date[2]}-${date[3] || "01"}`, `${year}-${date[2]}-${date[3] || lastDay}`];
}

// rows        [{id, words, others, names, first, last}], words and others with a space at both ends
// thesaurus   {typed: {stems: [group]}, script: {word: [group]}, groups: [[row]], common: [word], everywhere: group}
class Search {
  constructor(rows, thesaurus) {
    this.rows = rows;
    this.thesaurus = thesaurus;
    this.common = new Set(thesaurus.common);
  }

  // The numbers of the rows that hold all that was typed.
  find(text) {
    let parts = [...text.matchAll(PARTS)].map((match) => (match[1] === undefined
      ? { text: match[2].replace(EDGES, ""), quoted: false } : { text: match[1], quoted: true }));
    parts = parts.filter((part) => part.text.trim());
    const periods = [];
    const words = [];
    for (let at = 0; at < parts.length; at += 1) {
      const { text: part, quoted } = parts[at];
      const next = parts[at + 1];
      let period = null;
      if (!quoted && /^(early|mid|late)$/iu.test(part) && next && !next.quoted) {
        period = periodOf(`${part.toLowerCase()} ${next.text}`);
        if (period) at += 1;
      }
      period ??= quoted ? null : periodOf(part);
      if (period) periods.push(period);
      else words.push({ text: part, quoted });
    }
    const sets = this.sets(words);
    return [...this.rows.keys()].filter((row) => sets.every((set) => set.has(row)) && (!periods.length
      || periods.some(([from, to]) => this.rows[row].first <= to && from <= this.rows[row].last)));
  }

  sets(parts) {
    const sets = [], spare = [];
    for (let at = 0; at < parts.length;) {
      if (parts[at].quoted) {
        const literal = this.literal(parts[at].text);
        if (literal) sets.push(literal);
        at += 1;
        continue;
      }
      let run = 1;
      while (at + run < parts.length && run < LONGEST_TERM && !parts[at + run].quoted) run += 1;
      const [set, size] = this.longest(parts.slice(at, at + run).map((part) => part.text), spare);
      if (set) sets.push(set);
      at += size;
    }
    return sets.length ? sets : spare.map((part) => this.literal(part)).filter(Boolean);
  }

  longest(parts, spare) {
    if (parts.length > 1 && KINDS.includes(parts[0].toLowerCase())) {
      const named = this.named([`${parts[0]} ${parts[1]}`]);
      if (named.size) return [named, 2];
    }
    for (let size = parts.length; size > 0; size -= 1) {
      const phrase = parts.slice(0, size).join(" ");
      const special = size === 1 ? this.special(phrase) : null;
      if (special) return [special, 1];
      const groups = this.groups(phrase);
      const isCommon = size === 1 && this.common.has(phrase.toLowerCase())
        && !(phrase.length > 1 && phrase === phrase.toUpperCase());
      if (groups.includes(this.thesaurus.everywhere) || isCommon) {
        spare.push(phrase);
        return [null, size];
      }
      if (groups.length) return [new Set([...this.text(phrase), ...groups.flatMap((group) => this.thesaurus.groups[group])]), size];
    }
    const literal = this.literal(parts[0]);
    if (!literal) spare.push(parts[0]);
    return [literal, 1];
  }

  groups(phrase) {
    const { typed, script } = this.thesaurus;
    if (!OTHER_SCRIPTS.test(phrase)) {
      const key = stemsOf(phrase, this.common).join(" ");
      return Object.hasOwn(typed, key) ? typed[key] : [];
    }
    const word = phrase.replaceAll(" ", "");
    if (Object.hasOwn(script, word)) return script[word];
    const known = Object.keys(script);
    const begun = word.length > 1 ? known.filter((term) => term.startsWith(word)) : [];
    if (begun.length) return begun.flatMap((term) => script[term]);
    const within = known.filter((term) => term.length > 1 && word.startsWith(term)).sort((a, b) => b.length - a.length);
    return within.length ? script[within[0]] : [];
  }

  holding(phrase, columns) {
    const stems = stemsOf(phrase, this.common);
    if (!stems.length) return new Set();
    const sought = ` ${stems.join(" ")}${OTHER_SCRIPTS.test(phrase) ? "" : " "}`;
    return new Set([...this.rows.keys()].filter((row) => columns.some((column) => this.rows[row][column].includes(sought))));
  }

  named(names) {
    const tokens = names.map((name) => ` ${nameToken(name)} `);
    return new Set([...this.rows.keys()].filter((row) => tokens.some((token) => this.rows[row].names.includes(token))));
  }

  text(phrase) {
    return new Set([...this.holding(phrase, ["words"]), ...this.named([`id ${phrase}`, `topic ${phrase}`])]);
  }

  literal(phrase) {
    if (!stemsOf(phrase, this.common).length) return null;
    const rows = this.text(phrase);
    return rows.size ? rows : this.holding(phrase, ["words", "others"]);
  }

  special(word) {
    const lower = word.toLowerCase();
    if (/^[a-z][a-z0-9]*(?:[._][a-z0-9]+)+$/u.test(lower)) {
      const named = this.named(KINDS.map((kind) => `${kind} ${lower}`));
      return named.size ? named : null;
    }
    const begun = word.includes("-") ? [...this.rows.keys()].filter((row) => this.rows[row].id.startsWith(lower)) : [];
    return begun.length ? new Set([...begun, ...this.named([`source ${lower}`])]) : null;
  }
}

// The thesaurus as attributes of the page have it: forms with the numbers of their groups, and rows of each group.
function thesaurusOf({ typed, script, groups, common }) {
  const numbers = (text) => text.split(" ").filter(Boolean).map(Number);
  const table = (text) => Object.fromEntries(text.split(";").filter(Boolean).map((entry) => {
    const [form, heads] = entry.split("=");
    return [form, numbers(heads)];
  }));
  // The first group is that of words which say nothing beside others.
  return { typed: table(typed), script: table(script), groups: groups.split("|").map(numbers), common: common.split(" "), everywhere: 0 };
}

// Below here the page itself; without one, as in a test, there is nothing to do.
if (typeof document !== "undefined") {
  const form = document.querySelector("form");
  const rows = [...document.querySelectorAll("tbody tr")];
  const count = document.querySelector("output");
  const thesaurus = thesaurusOf(document.querySelector("#thesaurus").dataset);
  const search = new Search(rows.map((row) => ({ id: row.id, ...row.dataset })), thesaurus);

  const narrow = () => {
    const chosen = Object.fromEntries(new FormData(form));
    const found = new Set(search.find(chosen.words));
    const inside = chosen.place ? chosen.place.split("|") : [];
    rows.forEach((row, number) => {
      const places = row.dataset.places ? row.dataset.places.split("|") : [];
      row.hidden = !(found.has(number) && (!chosen.role || row.dataset.role === chosen.role)
        && (!chosen.grade || row.dataset.grade === chosen.grade)
        && (!chosen.place || (places.length > 0 && places.every((place) => inside.includes(place)))));
    });
    count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} claims`;
  };

  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  narrow();
}
