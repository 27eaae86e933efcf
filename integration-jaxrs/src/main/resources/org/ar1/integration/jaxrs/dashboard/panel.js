// What every panel has: a heading, how to read it, how old its data are, and what is not said and why.

import { h, named } from "./dom.js";
import { ageText, isKnown, words } from "./format.js";
import { now } from "./data.js";
import { href } from "./view.js";

const BAD = new Set(["stale", "failed", "skipped"]);

export const SIGNS = { critical: "■", warning: "▲", info: "●" };

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
    bad.map((source) => h("span", { class: "bad" },
      sign("warning"), ` ${sourceName(source)} ${source.outcome.toUpperCase()}`,
      source.outcome === "stale" && isKnown(ageOf(source, answer.age)) ? ` ${ageText(ageOf(source, answer.age))}` : "",
      source.error ? ` (${words(source.error.code)})` : "", ". ")));
}

export function subjectLink(subject, text) {
  const name = named(text ?? subject.name ?? subject.key);
  if (subject.type === "server") {
    return h("a", { href: href({ server: subject.key }) }, name);
  }
  return subject.type === "lab_type" ? h("a", { href: href({ lab_type: subject.key }) }, name) : name;
}

/** What cannot be said, a line each, folded when there are several. */
function withheldList(withheld) {
  if (withheld.length === 0) {
    return null;
  }
  return h("details", { class: "withheld", "data-key": "withheld" },
    h("summary", null, `Withheld: ${withheld.length} (why)`),
    h("ul", null, withheld.map((one) => h("li", null,
      words(one.kind), one.subject && one.subject.type !== "fleet" ? [" of ", subjectLink(one.subject)] : "",
      one.resource ? `, ${one.resource}` : "", ": ", (one.reason_codes ?? []).map(words).join(", "),
      one.needs ? [". Needs: ", named(one.needs)] : "", "."))));
}

/**
 * A panel.
 *
 * @param id its id in the page
 * @param title its heading
 * @param how one sentence that says how to read it
 * @param answer what it is made of: its problem and the freshness of its sources are said
 * @param options `isMine` chooses sources by name, `withheld` what is not said
 */
export function panel(id, title, how, answer, options, ...content) {
  const { isMine = () => true, withheld = [] } = options;
  return h("section", { id, "aria-labelledby": `${id}-title` },
    h("h2", { id: `${id}-title` }, title),
    h("p", { class: "how" }, how),
    answer?.problem ? h("p", { class: "bad" }, sign("warning"), " ", named(answer.problem)) : null,
    answer ? content : h("p", null, "Asking …"),
    withheldList(withheld),
    freshness(answer, isMine));
}

/** A table that scrolls by itself where the page is narrow. */
export function table(caption, head, rows, attributes = {}) {
  return h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": caption },
    h("table", attributes,
      h("caption", null, caption),
      h("thead", null, h("tr", null, head.map((cell) => h("th", { scope: "col" }, cell)))),
      h("tbody", null, rows)));
}
