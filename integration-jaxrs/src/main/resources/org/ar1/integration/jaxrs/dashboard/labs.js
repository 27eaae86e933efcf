// Lab types: what is idle, mismatched, taking off or too much used, the table of all, and the page of one.

import { h, named } from "./dom.js";
import { amount, isKnown, missing, percent, words } from "./format.js";
import { insightList } from "./insights.js";
import { panel, sign, table } from "./panel.js";
import { href } from "./view.js";

const KINDS = {
  idle_lab: "Not used",
  demand_mismatch: "Application and servers disagree",
  demand_change: "Taking off, or left",
  saturation_errors: "Errors on hot servers",
};
const SHOWN = 12;
const SOURCES = ["usage-analytics/", "user-progress/", "lab-monitoring/", "resource-allocation/allocations"];

function isOfLabs(name) {
  return SOURCES.some((start) => name.startsWith(start));
}

export function isLabKind(one) {
  return one.kind in KINDS;
}

function rows(answer) {
  return answer?.body?.lab_types ?? [];
}

function typeLink(one) {
  return h("a", { href: href({ lab_type: one.lab_type }) }, named((one.names ?? [])[0] ?? one.lab_type));
}

function serverLinks(ids) {
  return (ids ?? []).length === 0 ? missing() : ids.map((one, index) => {
    return [index > 0 ? ", " : "", h("a", { href: href({ server: one.server_id }) }, named(one.server_id))];
  });
}

function status(one) {
  const bad = { "over-utilized": "warning", "under-utilized": "info" }[one.status];
  return isKnown(one.status) ? [bad ? [sign(bad), " "] : "", words(one.status)] : missing();
}

/** How far a lab type is from normal use; those without a ratio last. */
function oddness(one) {
  return isKnown(one.ratio) && one.ratio > 0 ? -Math.abs(Math.log(one.ratio)) : 1;
}

/** Use against the estimate, in a word and a figure. */
function use(one) {
  return [status(one), isKnown(one.ratio) ? [" ", percent(one.ratio)] : ""];
}

function briefTable(shown, caption) {
  return table(caption, ["Lab type", "Use of estimate", "Servers"], shown.map((one) =>
    h("tr", { "data-key": `type-${one.lab_type}` },
      h("th", { scope: "row" }, typeLink(one)), h("td", null, use(one)), h("td", null, serverLinks(one.servers)))));
}

function typeTable(shown, caption) {
  return table(caption, ["Lab type", "Status", "Of estimate", "Events", "Errors", "Servers"], shown.map((one) =>
    h("tr", { "data-key": `type-${one.lab_type}` },
      h("th", { scope: "row" }, typeLink(one)), h("td", null, status(one)),
      h("td", { class: "number" }, percent(one.ratio)), h("td", { class: "number" }, amount(one.events)),
      h("td", { class: "number" }, amount(one.errors)), h("td", null, serverLinks(one.servers)))));
}

/** The lab types: what the insights say of them, and those furthest from normal use. */
export function labs(report, types, opened) {
  const isMine = (one) => isLabKind(one);
  const odd = rows(types).filter((one) => one.status === "over-utilized" || one.status === "under-utilized")
    .sort((one, other) => oddness(one) - oddness(other)).slice(0, 6);
  const total = types?.body?.total ?? rows(types).length;
  return panel("labs", "Labs",
    "What nobody uses, where the application and the servers disagree, what takes off, and use far from the estimate.",
    report, { isMine: isOfLabs, withheld: (report?.body?.withheld ?? []).filter(isMine) },
    Object.entries(KINDS).map(([kind, title]) => {
      const some = (report?.body?.insights ?? []).some((one) => one.kind === kind);
      return some ? h("div", { "data-key": kind }, h("h3", null, title), insightList(report, (one) => one.kind === kind, opened)) : null;
    }),
    types?.problem ? h("p", { class: "bad" }, named(types.problem)) : null,
    odd.length > 0 ? briefTable(odd, "Furthest from the estimate") : null,
    total > 0 ? h("p", null, h("a", { href: href({ all: "lab_types" }) }, `All ${total} lab types as a table`)) : null);
}

/** Every lab type. */
export function allTypes(types) {
  return panel("types", "All lab types", "Of estimate is the use of a lab type against what was planned for it.",
    types, { isMine: isOfLabs },
    h("p", null, h("a", { href: href({}) }, "Overview")),
    typeTable(rows(types), `${rows(types).length} lab types`));
}

/** The lab types that stand on a server. */
export function typesOf(types, serverId) {
  const mine = rows(types).filter((one) => (one.servers ?? []).some((server) => String(server.server_id) === serverId));
  return panel("types", "Its lab types", "Of estimate is the use of a lab type against what was planned for it.",
    types, { isMine: isOfLabs },
    mine.length === 0 ? h("p", null, types?.body ? "None." : "Not known.")
      : briefTable(mine.slice(0, SHOWN), mine.length > SHOWN ? `${SHOWN} of ${mine.length}` : `All ${mine.length}`));
}

function fact(term, ...content) {
  return h("div", null, h("dt", null, term), h("dd", null, content));
}

/** The ids of the servers that a lab type stands on. */
export function serverIds(types, id) {
  const one = rows(types).find((row) => row.lab_type === id);
  return new Set((one?.servers ?? []).map((server) => String(server.server_id)));
}

/** One lab type: its figures. */
export function typeHead(types, id) {
  const one = rows(types).find((row) => row.lab_type === id);
  return panel("type", named((one?.names ?? [])[0] ?? id), "What the application and the servers know of this lab type.",
    types, { isMine: isOfLabs },
    h("p", null, h("a", { href: href({ all: "lab_types" }) }, "All lab types")),
    one ? h("dl", { class: "facts" },
      fact("Names", (one.names ?? []).length > 0 ? one.names.map((name, index) => [index > 0 ? ", " : "", named(name)]) : missing()),
      fact("Use of estimate", use(one)), fact("Events, 30 days", amount(one.events)), fact("Users", amount(one.users)),
      fact("Errors", amount(one.errors)), fact("User-minutes, all time", amount(one.user_minutes)),
      fact("Success rate", percent(one.success_rate)), fact("Servers", serverLinks(one.servers)))
      : h("p", null, types?.body ? "No such lab type is known." : "Not known."));
}
