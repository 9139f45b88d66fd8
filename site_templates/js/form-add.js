/* The text of a record, new entries of its lists, new values → the text with them, every other byte as it was.
   It looks at the lines that begin with a key, no more; a layout it does not know it refuses. */
"use strict";
const engagerAdd = (() => {
  class Refused extends Error {}
  const HAND = "Add the entry by hand, or with the command.";

  /* lines and their end; the fields stand from line `first` to before line `end` */
  function laidOut(text, isMarkdown) {
    const eol = text.includes("\r\n") ? "\r\n" : "\n";
    const lines = text.split(eol);
    if (lines.some((line) => /[\r\n]/.test(line))) throw new Refused(`Its lines end in two ways. ${HAND}`);
    if (!isMarkdown) {
      let end = lines.length;
      while (end > 0 && !lines[end - 1].trim()) end -= 1;
      return { eol, lines, first: 0, end };
    }
    const end = lines.findIndex((line, place) => place > 0 && /^---[ \t]*$/.test(line));
    if (!/^\ufeff?---[ \t]*$/.test(lines[0]) || end < 0) throw new Refused("It does not begin with fields between two --- lines.");
    return { eol, lines, first: 1, end };
  }

  /* the line of each key at the top of a record */
  function topKeys({ lines, first, end }, allowed) {
    const found = new Map();
    for (let place = first; place < end; place += 1) {
      const line = lines[place];
      const key = /^([a-z_]+):(?:\s|$)/.exec(line);
      if (key && allowed.has(key[1]) && !found.has(key[1])) found.set(key[1], place);
      else if (!/^(?:\s*$|#| |-(?: |$))/.test(line) || (/^-/.test(line) && !found.size)) {
        throw new Refused(`Line ${place + 1} is not one this form knows. ${HAND}`);
      }
    }
    return found;
  }

  function addTo(layout, allowed, name, entries) {
    const keys = topKeys(layout, allowed);
    const { lines, end } = layout;
    const place = keys.get(name);
    if (place === undefined) return insert(layout, end, [`${name}:`, ...engagerText.items(entries, "  ")]);
    const rest = lines[place].slice(name.length + 1).replace(/(?:^|\s)#.*$/, "").trim();
    if (rest === "[]") {
      lines[place] = lines[place].replace(/ *\[\]/, "");
      return insert(layout, place + 1, engagerText.items(entries, "  "));
    }
    if (rest) throw new Refused(`“${name}” stands on one line with its values. ${HAND}`);
    let last = Math.min(end, ...[...keys.values()].filter((each) => each > place));
    while (last > place + 1 && /^\s*$|^#/.test(lines[last - 1])) last -= 1;
    const item = lines.slice(place + 1, last).find((line) => !/^\s*(?:#.*)?$/.test(line));
    const pad = item === undefined ? "  " : /^ */.exec(item)[0];
    if (item !== undefined && !/^ *-(?: |$)/.test(item)) throw new Refused(`“${name}” is not a list there. ${HAND}`);
    return insert(layout, last, engagerText.items(entries, pad));
  }

  function insert(layout, place, added) {
    layout.lines.splice(place, 0, ...added);
    layout.end += added.length;
  }

  const spaces = (number) => " ".repeat(number);

  /* the lines [start, end) of the entry of a list with an id, its keys standing in column `pad`; the list's own lines
     are [first, last) */
  function entryOf(lines, first, last, id) {
    const begin = lines.slice(first, last).findIndex((line) => /^ *- /.test(line));
    const pad = begin < 0 ? 0 : /^ */.exec(lines[first + begin])[0].length;
    const starts = [];
    for (let place = first; place < last; place += 1) if (lines[place].startsWith(`${spaces(pad)}- `)) starts.push(place);
    for (const [number, start] of starts.entries()) {
      const entry = { start, end: starts[number + 1] ?? last, pad: pad + 2 };
      const place = keysOf(lines, entry).get("id");
      if (place !== undefined && lines[place].split(":")[1].replace(/#.*$/, "").trim().replace(/^(["'])(.*)\1$/, "$2") === id) return entry;
    }
    throw new Refused(`${id} is not found in the file, or stands on one line. Change it by hand.`);
  }

  function keysOf(lines, { start, end, pad }) {
    const found = new Map();
    for (let place = start; place < end; place += 1) {
      const line = place === start ? spaces(pad) + lines[place].slice(pad) : lines[place];
      const key = line.startsWith(spaces(pad)) && /^([a-z_]+):(?:\s|$)/.exec(line.slice(pad));
      if (key) found.set(key[1], place);
    }
    return found;
  }

  /* the line after the value of a key: that of the next key, or the end of what the entry says */
  function after(lines, entry, keys, place) {
    let end = Math.min(entry.end, ...[...keys.values()].filter((each) => each > place));
    while (end > place + 1 && /^\s*(?:#.*)?$/.test(lines[end - 1])) end -= 1;
    return end;
  }

  /* give the keys of one entry new values: those there are are replaced, others stand where `order` puts them */
  function put(text, isMarkdown, [list, id, inner, innerId], values, order, allowed) {
    const layout = laidOut(text, isMarkdown);
    const { lines } = layout;
    const top = topKeys(layout, new Set(allowed));
    const line = top.get(list);
    if (line === undefined) throw new Refused(`The file has no “${list}”.`);
    let entry = entryOf(lines, line + 1, Math.min(layout.end, ...[...top.values()].filter((each) => each > line)), id);
    if (inner) {
      const keys = keysOf(lines, entry);
      if (!keys.has(inner)) throw new Refused(`${id} has no “${inner}” in the file.`);
      entry = entryOf(lines, keys.get(inner) + 1, after(lines, entry, keys, keys.get(inner)), innerId);
    }
    for (const [key, value] of values) {
      const keys = keysOf(lines, entry);
      const written = engagerText.mapping(new Map([[key, value]]), spaces(entry.pad));
      const later = order.slice(order.indexOf(key) + 1).map((each) => keys.get(each)).filter((each) => each > entry.start);
      const place = keys.get(key) ?? Math.min(after(lines, entry, keys, Math.max(...keys.values())), ...later);
      const old = keys.has(key) ? after(lines, entry, keys, place) - place : 0;
      if (place === entry.start) throw new Refused(`“${key}” stands first in ${innerId || id}. Change it by hand.`);
      lines.splice(place, old, ...written);
      entry.end += written.length - old;
    }
    return lines.join(layout.eol);
  }

  /* `lists`: a Map of key to entries; `allowed`: the keys a record may have. Throws Refused. */
  function add(text, isMarkdown, lists, allowed) {
    const layout = laidOut(text, isMarkdown);
    for (const [name, entries] of lists) if (entries.length) addTo(layout, new Set(allowed), name, entries);
    return layout.lines.join(layout.eol);
  }

  return { Refused, add, put };
})();
