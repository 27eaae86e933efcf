// Words and figures for people: what is missing is a dash, never a zero. And what every panel has: a heading, how to read it,
// how old its data are, and what is withheld and why.

import { h, named, spoken } from "./dom.js";
import { href, now } from "./data.js";

export const DAYS = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export function isKnown(value) {
  return value !== null && value !== undefined;
}

export function missing() {
  return h("span", null, h("span", { "aria-hidden": "true" }, "–"), spoken("not known"));
}

/** A figure together with its exact value; the dash when there is none. */
function exact(value, text) {
  return isKnown(value) ? h("data", { value }, text(value)) : missing();
}

function rounded(value, places) {
  return String(Number(value.toFixed(places)));
}

export function percentText(fraction) {
  return `${Math.round(fraction * 100)}\u00a0%`;
}

export function percent(fraction) {
  return exact(fraction, percentText);
}

export function amount(value) {
  return exact(value, (known) => rounded(known, Math.abs(known) >= 100 ? 0 : 1));
}

/** The hour of a week, such as "Mon 10". */
export function hourOfWeek(weekday, hour) {
  return `${DAYS[weekday]} ${String(hour).padStart(2, "0")}:00`;
}

export function ageText(seconds) {
  if (seconds < 90) {
    return `${Math.max(0, Math.round(seconds))} s`;
  }
  if (seconds < 90 * 60) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 36 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}

/** "right_sizing" as "right sizing", "NOT_FOUR_WEEKS" as "not four weeks". */
export function words(id) {
  return String(id).toLowerCase().replaceAll("_", " ");
}

function dateFormat(zone, fields) {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...fields, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...fields, timeZone: "UTC", timeZoneName: "short" });
  }
}

export function resourceText(id) {
  return id === "cpu" ? "CPU" : id === "memory" ? "Memory" : id === "disk" ? "Disk" : words(id);
}

/** An instant in a zone, such as "Mon 23 Nov, 10:20". */
export function instant(text, zone) {
  if (!isKnown(text)) {
    return missing();
  }
  const fields = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  return h("time", { datetime: text }, dateFormat(zone, fields).format(new Date(text)));
}

/** The time of day of an instant in a zone, to the second, such as "10:20:31". */
export function clock(text, zone) {
  const fields = { hour: "2-digit", minute: "2-digit", second: "2-digit" };
  return h("time", { datetime: text }, dateFormat(zone, fields).format(new Date(text)));
}

/** A date without a time, such as "23 Dec". */
export function day(text) {
  if (!isKnown(text)) {
    return missing();
  }
  const fields = { day: "numeric", month: "short" };
  return h("time", { datetime: text }, dateFormat("UTC", fields).format(new Date(`${text}T00:00:00Z`)));
}

/** Any JSON value, for evidence and explanations: objects as lists of terms, lists by commas. */
export function anything(value) {
  if (!isKnown(value)) {
    return missing();
  }
  if (Array.isArray(value)) {
    return value.some((one) => isKnown(one) && typeof one === "object")
      ? h("ol", null, value.map((one) => h("li", null, anything(one))))
      : value.length === 0 ? "none" : h("bdi", null, value.map((one) => isKnown(one) ? one : "–").join(", "));
  }
  if (typeof value === "object") {
    return h("dl", null, Object.entries(value).map(([name, one]) =>
      h("div", null, h("dt", null, h("bdi", null, name.replaceAll("_", " "))), h("dd", null, anything(one)))));
  }
  return typeof value === "number" ? h("data", { value }, String(value)) : h("bdi", null, String(value));
}

const BAD = new Set(["stale", "failed", "skipped"]);
const MOST_WITHHELD = 40;
const MOST_BAD = 4;

const SIGNS = { critical: "■", warning: "▲", info: "●" };

/** A sign for eyes; what it means stands beside it in words. */
export function sign(severity) {
  return h("span", { class: `sign ${severity}`, "aria-hidden": "true" }, SIGNS[severity] ?? "●");
}

export function sourceName(source) {
  return `${source.service}/${source.resource}`;
}

/**
 * The age of a source in seconds; null when it has none. An answer that did not change may be newer than its own
 * times say, and never older than the header Age does.
 */
export function ageOf(source, age) {
  const since = source.data_as_of ?? source.fetched_at;
  if (!since) {
    return null;
  }
  const seconds = (now() - Date.parse(source.fetched_at ?? since)) / 1000;
  return Math.max(0, isKnown(age) ? Math.min(seconds, age) : seconds);
}

/** One line: how old the oldest of these sources is, and each that is stale or failed. */
function freshness(answer, isMine) {
  const sources = (answer?.body?.sources ?? []).filter((source) => isMine(sourceName(source)));
  const ages = sources.map((source) => ageOf(source, answer.age)).filter(isKnown);
  if (sources.length === 0) {
    return null;
  }
  const bad = sources.filter((source) => BAD.has(source.outcome));
  return h("p", { class: "fresh" },
    ages.length > 0 ? `Oldest data ${ageText(Math.max(...ages))}. ` : "No data. ",
    bad.slice(0, MOST_BAD).map((source) => h("span", { class: "bad" },
      sign("warning"), ` ${sourceName(source)} ${source.outcome.toUpperCase()}`,
      source.outcome === "stale" && isKnown(ageOf(source, answer.age)) ? ` ${ageText(ageOf(source, answer.age))}` : "",
      source.error ? ` (${words(source.error.code)})` : "", ". ")),
    bad.length > MOST_BAD ? h("span", { class: "bad" }, `And ${bad.length - MOST_BAD} more.`) : "");
}

export function subjectLink(subject, text) {
  const name = named(text ?? subject.name ?? subject.key);
  if (subject.type === "server") {
    return h("a", { href: href({ server: subject.key }) }, name);
  }
  return subject.type === "lab_type" ? h("a", { href: href({ lab_type: subject.key }) }, name) : name;
}

/** What a reader has unfolded, by key: it is made only then. */
const unfolded = new Set();

/** Notes that something was unfolded or folded; true when the page has to be drawn again. */
export function unfold(key, isOpen) {
  if (!isOpen) {
    unfolded.delete(key);
    return false;
  }
  const isNew = !unfolded.has(key);
  unfolded.add(key);
  return isNew;
}

/** Details that are made when they are opened. */
export function lazy(key, summary, make, attributes = {}) {
  const isOpen = unfolded.has(key);
  return h("details", { ...attributes, "data-key": key, "data-lazy": key, open: isOpen }, h("summary", null, summary), isOpen ? make() : null);
}

/** What cannot be said, a line each; of many the first. */
function withheldList(id, withheld) {
  if (withheld.length === 0) {
    return null;
  }
  const more = withheld.length - MOST_WITHHELD;
  return lazy(`withheld-${id}`, `Withheld: ${withheld.length} (why)`, () => h("ul", null,
    withheld.slice(0, MOST_WITHHELD).map((one) => h("li", null,
      words(one.kind), one.subject && one.subject.type !== "fleet" ? [" of ", subjectLink(one.subject)] : "",
      one.resource ? `, ${one.resource}` : "", ": ", (one.reason_codes ?? []).map(words).join(", "),
      one.needs ? [". Needs: ", named(one.needs)] : "", ".")),
    more > 0 ? h("li", null, `${more} more, at /integration/insights?state=withheld.`) : null),
  { class: "withheld" });
}

/**
 * A panel. `how` says how to read it; `answer` is what it is made of, whose problem and freshness are said; `isMine` chooses
 * sources by their names.
 */
export function panel(id, title, how, answer, options, ...content) {
  const { isMine = () => true, withheld = [] } = options;
  return h("section", { id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, title),
    h("p", { class: "how" }, how),
    answer?.problem ? h("p", { class: "bad" }, sign("warning"), " ", named(answer.problem)) : null,
    answer ? content : h("p", null, "Asking …"),
    withheldList(id, withheld),
    freshness(answer, isMine));
}

/** The first, previous, next and last page of a list of all, and which part of it is shown. */
export function pager(all, { from, rows, sort, kind }, shown, total) {
  if (total <= rows && from === 0) {
    return null;
  }
  const last = Math.max(0, Math.ceil(total / rows) - 1) * rows;
  const to = (name, start, isThere) => h("li", null, isThere
    ? h("a", { href: href({ all, sort, kind, from: start > 0 ? start : null }) }, name) : h("span", { class: "state" }, name));
  return h("nav", { class: "pages", "aria-label": "Pages" }, h("ul", null,
    to("First", 0, from > 0), to("Previous", Math.max(0, from - rows), from > 0),
    h("li", null, shown > 0 ? `${from + 1} to ${from + shown} of ${total}` : `none of ${total}`),
    to("Next", from + rows, from + rows < total), to("Last", last, from + rows < total)));
}

/** The head of a column by which a list of all can be sorted: once one way, falling for figures, once more the other. */
export function sorted(all, { sort }, field, text, usual, falls) {
  const is = (one) => (sort ?? usual) === one;
  const next = is(falls ? `-${field}` : field) ? (falls ? field : `-${field}`) : falls ? `-${field}` : field;
  return h("th", { scope: "col", "aria-sort": is(field) ? "ascending" : is(`-${field}`) ? "descending" : null },
    h("a", { href: href({ all, sort: next }) }, text, is(field) ? " ▴" : is(`-${field}`) ? " ▾" : ""));
}

/** What stands where a list is empty: that it is, or that this is not known, as sources failed that it needs. */
export function nothing(answer, text, withheld = []) {
  const status = withheld.some((one) => one.reason_codes?.includes("SOURCE_FAILED")) ? "failed" : answer?.body?.integration_status;
  return h("p", null, status === "success" ? `${text}.` : status === "partial" ? `${text}, as far as is known.` : "Not known.");
}

/** A term and what there is of it, for a list of terms. */
export function fact(term, ...content) {
  return h("div", null, h("dt", null, term), h("dd", null, content));
}

/** A table that scrolls by itself where the page is narrow. */
export function table(caption, head, rows, attributes = {}) {
  return h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": caption },
    h("table", attributes,
      h("caption", null, caption),
      h("thead", null, h("tr", null, head.map((cell) => (typeof cell === "string" ? h("th", { scope: "col" }, cell) : cell)))),
      h("tbody", null, rows)));
}
