/* Finds entries in the index that the build wrote beside this file. Loaded when the search box is first used.
   A page opened from a disk may not fetch, so each part of the index is a script that hands over its values; the first,
   the columns, is asked for together with this file. */
"use strict";
const engagerSearch = (() => {
  const folder = new URL("search/", document.currentScript.src);
  const STOP = new Set(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]);
  const WEIGHTS = [8, 4, 2, 1]; /* title, tags, summary, text */
  const SLIPS = 24; /* words tried in place of one that is not found */
  const [TOTALS, DAYS, ENTRIES] = [2 ** 13 - 1, 2 ** 16, 2 ** 21]; /* together less than 2 ** 53 */
  const parts = new Map();

  /* name → that part of the index, which comes when its script runs */
  function part(name) {
    if (!parts.has(name)) {
      const coming = {};
      coming.promise = new Promise((resolve, reject) => Object.assign(coming, { resolve, reject }));
      parts.set(name, coming);
    }
    return parts.get(name);
  }

  /* name → a promise of that part; asked for once */
  function load(name) {
    if (!parts.has(name)) {
      const script = document.createElement("script");
      script.src = new URL(`${name}.js`, folder).href;
      script.addEventListener("error", () => {
        part(name).reject(new Error(`${name}.js could not be read`));
        parts.delete(name);
      });
      document.head.append(script);
    }
    return part(name).promise;
  }

  /* what somebody types → words, split as engager_docs/render/search/tokens.py splits a text */
  function wordsIn(query) {
    const days = query.replace(/\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/g,
      (_, day, month, year) => `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);
    const folded = days.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    const found = [];
    for (const chunk of folded.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) || []) {
      const split = chunk.split(/['’-]/);
      const words = split.length > 1 && /\d/.test(chunk) ? [split.join("")] : split;
      found.push(...words.filter((word) => !STOP.has(word) && (word.length > 1 || /\d/.test(word))));
    }
    return found.map((word) => word.slice(0, 24));
  }

  function shardOf(word) {
    return [...word.slice(0, 2).padEnd(2, "_")].map((letter) => (/[0-9a-z]/.test(letter) ? letter : "_")).join("");
  }

  /* whether a word begins with what was meant by `typed`, one letter wrong, missing, too many or two exchanged */
  function oneSlip(typed, word) {
    let at = 0;
    while (at < typed.length && typed[at] === word[at]) at += 1;
    const rest = typed.slice(at + 1);
    return word.startsWith(rest, at + 1) || word.startsWith(rest, at) || word.startsWith(typed.slice(at), at + 1)
      || (typed[at] === word[at + 1] && typed[at + 1] === word[at] && word.startsWith(typed.slice(at + 2), at + 2));
  }

  /* posting → scores: the rank as a digit, then steps from entry to entry in base 36 */
  function score(posting, factor, scores) {
    for (const ranked of posting.split("|")) {
      const worth = WEIGHTS[Number(ranked[0])] * factor;
      let entry = 0;
      let step = 0;
      for (let at = 1; at <= ranked.length; at += 1) {
        const code = ranked.charCodeAt(at);
        if (code > 32) step = 36 * step + (code < 58 ? code - 48 : code - 87);
        else { /* a blank, or the end, where there is no code */
          entry += step;
          step = 0;
          if (scores[entry] < worth) scores[entry] = worth;
        }
      }
    }
  }

  async function scoresOf(word, columns, factor) {
    const scores = new Float32Array(columns.kind.length);
    const name = shardOf(word);
    if (!columns.known.has(name)) return null;
    const shard = await load(`shard-${name}`);
    let any = false;
    for (const [key, posting] of Object.entries(shard)) {
      if (key === word || (word.length > 1 && key.startsWith(word))) {
        score(posting, key === word ? 2 * factor : factor, scores);
        any = true;
      }
    }
    return any ? scores : null;
  }

  /* the scores of a word, or of the words it may have been meant for */
  async function wordScores(word, columns, meant) {
    const exact = await scoresOf(word, columns, 1);
    if (exact || word.length < 4 || /^\d+$/.test(word)) return exact;
    const all = (await load("words")).split(" ");
    const near = all.filter((each) => oneSlip(word, each)).sort((one, other) => one.length - other.length);
    if (!near.length) return null;
    const together = new Float32Array(columns.kind.length);
    for (const each of near.slice(0, SLIPS)) {
      const scores = await scoresOf(each, columns, 0.5);
      scores.forEach((worth, entry) => { if (worth > together[entry]) together[entry] = worth; });
    }
    meant.push([word, near[0]]);
    return together;
  }

  function passes(columns, wanted) {
    return (entry) => (wanted.kind < 0 || columns.kind[entry] === wanted.kind)
      && (wanted.site < 0 || columns.site[entry] === wanted.site)
      && (wanted.phase < 0 || columns.phase[entry] === wanted.phase)
      && (wanted.person < 0 || columns.teams[columns.team[entry]].includes(wanted.person))
      && (!wanted.from || columns.day[entry] >= wanted.from)
      && (!wanted.to || (columns.day[entry] > 0 && columns.day[entry] <= wanted.to));
  }

  /* query and filters → the numbers of the entries found, best first, and what was read in place of a slip */
  async function find(query, wanted) {
    const columns = await ready();
    const words = wordsIn(query);
    const meant = [];
    const total = new Float32Array(columns.kind.length).fill(words.length ? 0 : 1);
    let first = true;
    for (const word of words) {
      const scores = await wordScores(word, columns, meant);
      if (!scores) return { found: [], meant };
      for (let entry = 0; entry < total.length; entry += 1) {
        const held = scores[entry] > 0 && (first || total[entry] > 0);
        total[entry] = held ? total[entry] + scores[entry] : 0;
      }
      first = false;
    }
    const pass = passes(columns, wanted);
    const found = [];
    for (let entry = 0; entry < total.length; entry += 1) {
      if (total[entry] > 0 && pass(entry)) found.push(entry);
    }
    for (const entry of found) if (columns.leading.has(columns.kind[entry])) total[entry] *= words.length ? 1.5 : 1;
    return { found: ordered(found, total, columns.day), meant };
  }

  /* entries → the same by their totals, then the latest first; all three in one number, which sorts without a call */
  function ordered(found, total, day) {
    const keys = Float64Array.from(found, (entry) =>
      ((TOTALS - Math.min(TOTALS, 4 * total[entry])) * DAYS + DAYS - 1 - day[entry]) * ENTRIES + entry);
    return Array.from(keys.sort(), (key) => key % ENTRIES);
  }

  /* a text of so many numbers in base 36, all as long → the numbers, which begin with -1 */
  function unpacked(text, number) {
    const width = text.length / number;
    return Int32Array.from({ length: number }, (_, at) => Number.parseInt(text.substr(at * width, width), 36) - 1);
  }

  let columns = null;
  async function ready() {
    if (!columns) {
      columns = await part("columns").promise;
      for (const name of ["kind", "phase", "site", "team", "day"]) columns[name] = unpacked(columns[name], columns.number);
      columns.known = new Set(columns.shards.split(" "));
      columns.leading = new Set(columns.first);
    }
    return columns;
  }

  /* the number of an entry → what the list of results shows of it */
  async function shown(entry) {
    const block = await load(`titles-${Math.floor(entry / columns.block)}`);
    const [title, path, summary] = block[entry % columns.block];
    return { title, path, summary, kind: columns.kinds[columns.kind[entry]] };
  }

  return { take: (name, value) => part(name).resolve(value), ready, find, shown };
})();
