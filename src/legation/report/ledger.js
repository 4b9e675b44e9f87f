"use strict";
// Narrows the table to the rows that hold every word and match every choice. Nothing is sent or kept anywhere.
const form = document.querySelector("form");
const rows = [...document.querySelectorAll("tbody tr")];
const count = document.querySelector("output");

function matches(row, words, chosen) {
  const text = row.textContent.toLowerCase();
  const places = row.dataset.places ? row.dataset.places.split("|") : [];
  const inside = chosen.place ? chosen.place.split("|") : [];
  return words.every((word) => text.includes(word))
    && (!chosen.role || row.dataset.role === chosen.role)
    && (!chosen.grade || row.dataset.grade === chosen.grade)
    && (!chosen.place || (places.length > 0 && places.every((place) => inside.includes(place))));
}

function narrow() {
  const chosen = Object.fromEntries(new FormData(form));
  const words = chosen.words.toLowerCase().split(/\s+/).filter(Boolean);
  for (const row of rows) row.hidden = !matches(row, words, chosen);
  count.textContent = `${rows.filter((row) => !row.hidden).length} of ${rows.length} claims`;
}

form.addEventListener("input", narrow);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
narrow();
