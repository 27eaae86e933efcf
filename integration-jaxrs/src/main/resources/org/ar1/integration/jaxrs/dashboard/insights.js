// Insights: what needs attention, what each rests on, opened in place, and what to move. Lab types: what is idle, mismatched,
// taking off or too much used, the table of all, and the page of one.

import { h, named } from "./dom.js";
import { href, view } from "./data.js";
import {
  ageOf, ageText, amount, anything, fact, isKnown, lazy, missing, nothing, pager, panel, percent, sign, sorted, sourceName,
  subjectLink, table, words,
} from "./panel.js";

/** The most lines of the list on the overview, and of one kind of those of lab types. */
const SHOWN = 40;
const FEW_LINES = 6;
/** Kinds of lab types, by the heading that they stand under, and kinds that say what to move. */
const LAB_KINDS = {
  idle_lab: "Not used",
  demand_mismatch: "Application and servers disagree",
  demand_change: "Taking off, or left",
  saturation_errors: "Errors on hot servers",
};
const MOVE_KINDS = new Set(["placement", "imbalance"]);
/** The beginnings of the sources that say something of lab types. */
const OF_LABS = ["usage-analytics/", "user-progress/", "lab-monitoring/", "resource-allocation/allocations"];

/** What a person does about each kind. */
const ADVICE = {
  busiest_hour: "Move a lab away from that hour or that server, or give it what it needs.",
  sustained_load: "Look at the server now; if it recurs, move a lab.",
  saturation_forecast: "Order or free capacity before the earliest date.",
  right_sizing: "Shrink the server to what it needs, after a look at the guards.",
  failover: "Spread the labs that stand on it alone, or add capacity to the others.",
  imbalance: "Move labs from the highest to the lowest.",
  placement: "Move the lab as said; the share it causes is an estimate.",
  change: "Find out what began or ended a week ago.",
  demand_at_risk: "Relieve the server in the hours when sessions start.",
  idle_lab: "Ask its owner, then take it down.",
  demand_mismatch: "See whether its telemetry or its allocation is wrong.",
  saturation_errors: "Relieve the hot servers first; difficulty may explain the rest.",
  data_health: "Repair what reports, before you believe the rest.",
  demand_change: "Plan for it, or ask why everyone left.",
};

function confidence(one) {
  const { level, weeks, coverage, stability } = one.confidence ?? {};
  const because = [
    isKnown(weeks) ? `${weeks} weeks` : null,
    isKnown(coverage) ? `${Math.round(coverage * 100)}\u00a0% of the data` : null,
    stability ? `${stability.same} of ${stability.of} the same with a week left out` : null,
  ].filter(Boolean);
  return `${level ?? "not known"}${because.length > 0 ? ` (${because.join(", ")})` : ""}`;
}

function flip(one) {
  const figure = words(one.figure);
  return h("li", null, `${figure} is `, anything(one.value), ", changes at ", anything(one.at),
    isKnown(one.then) ? [", then: ", named(words(one.then))] : "");
}

function steps(explanation) {
  if (!explanation) {
    return h("p", null, "Asking for the steps …");
  }
  if (explanation.problem || !explanation.body) {
    return h("p", { class: "bad" }, named(explanation.problem ?? "No steps are known."));
  }
  return h("ol", { class: "steps" }, (explanation.body.steps ?? []).map((step, index) => h("li", null,
    h("b", null, named(words(step.name))), ": ", named(step.says), " → ", anything(step.value),
    step.inputs && Object.keys(step.inputs).length > 0
      ? lazy(`step-${explanation.body.id}-${index}`, "Inputs of this step", () => anything(step.inputs)) : null)));
}

function sourcesOf(one, report) {
  const lines = new Map((report.body.sources ?? []).map((source) => [sourceName(source), source]));
  return (one.sources ?? []).map((name) => {
    const line = lines.get(name);
    const age = line ? ageOf(line, report.age) : null;
    return `${name}${line ? ` ${line.outcome}` : ""}${isKnown(age) ? ` ${ageText(age)}` : ""}`;
  }).join(", ");
}

function body(one, report, explanation) {
  return h("div", { class: "why" },
    h("dl", null,
      fact("What to do", ADVICE[one.kind] ?? "See the definition."),
      one.subject && one.subject.type !== "fleet" ? fact("About", subjectLink(one.subject)) : null,
      fact("Figures", anything(one.evidence ?? {})),
      fact("Why", (one.reason_codes ?? []).map(words).join(", ") || "–"),
      (one.caveats ?? []).length > 0 ? fact("Caveats", one.caveats.map(words).join(", ")) : null,
      fact("Confidence", confidence(one)),
      (one.flips ?? []).length > 0 ? fact("What would change it", h("ul", null, one.flips.map(flip))) : null,
      fact("Sources", sourcesOf(one, report)),
      fact("Steps", steps(explanation)),
      fact("Link", h("a", { href: href({ insight: one.id }) }, one.id))));
}

function item(one, report, opened) {
  const isOpen = opened.has(one.id);
  return h("li", { "data-key": one.id },
    h("details", { "data-insight": one.id, "data-key": `details-${one.id}`, class: one.severity, open: isOpen },
      h("summary", null, sign(one.severity), h("span", { class: "severity" }, ` ${one.severity} `), named(one.claim),
        one.state && one.state !== "ok" ? h("span", { class: "state" }, ` (${one.state})`) : "",
        one.confidence && one.confidence.level !== "high" ? h("span", { class: "state" }, ` ${one.confidence.level} confidence`) : ""),
      isOpen ? body(one, report, opened.get(one.id)) : h("div", { class: "why" })));
}

export function isLabKind(one) {
  return one.kind in LAB_KINDS;
}

export function isMoveKind(one) {
  return MOVE_KINDS.has(one.kind);
}

function list(report, shown, opened) {
  return shown.length === 0
    ? nothing(report, "Nothing")
    : h("ul", { class: "insights" }, shown.map((one) => item(one, report, opened)));
}

/** The list of insights that a filter lets through; `opened` has the explanations of those that are open, by id. */
function insightList(report, isShown, opened) {
  return list(report, (report?.body?.insights ?? []).filter(isShown), opened);
}

/** What needs attention, most severe first; of many the first, and those that are open or named by the address. */
export function attention(report, opened, title, isShown) {
  const { counts = {}, insights = [], withheld = [], total = 0 } = report?.body ?? {};
  const sum = ["critical", "warning", "info"].filter((name) => counts[name]).map((name) => `${counts[name]} ${name}`);
  const some = insights.filter(isShown).filter((one, index) => index < SHOWN || opened.has(one.id) || one.id === view().insight);
  return panel("attention", title,
    "Most severe first. Open a line for its figures, why, how sure that is and what would change it.",
    report, { withheld: withheld.filter(isShown) },
    sum.length > 0 && title.startsWith("What") ? h("p", null, sum.join(", "), ". ",
      h("a", { href: href({ all: "insights" }) }, `All ${total} as a list`)) : null,
    list(report, some, opened));
}

export function allInsights(report, opened, page) {
  const { insights = [], withheld = [], total = 0 } = report?.body ?? {};
  return panel("attention", "All insights", "Most severe first. Open a line for its figures, why, how sure that is and what would change it.",
    report, { withheld }, pager("insights", page, insights.length, total), list(report, insights, opened));
}

export function moves(report, opened, isShown = () => true) {
  const isMine = (one) => isMoveKind(one) && isShown(one);
  const some = (report?.body?.insights ?? []).some(isMine);
  const withheld = (report?.body?.withheld ?? []).filter(isMine);
  return panel("moves", "What to move",
    "Moves that relieve a server without filling the other; the shares of the load are estimates.",
    report, { isMine: () => false, withheld },
    some ? insightList(report, isMine, opened) : nothing(report, "None that helps", withheld));
}

function isOfLabs(name) {
  return OF_LABS.some((start) => name.startsWith(start));
}

function rows(answer) {
  return answer?.body?.lab_types ?? [];
}

function typeLink(one) {
  return h("a", { href: href({ lab_type: one.lab_type }) }, named((one.names ?? [])[0] ?? one.lab_type));
}

/** Whether it is known which lab type stands where. */
export function areServersKnown(answer) {
  return Boolean(answer?.body) && !(answer.body.sources ?? []).some((one) => one.resource === "allocations" && ["failed", "skipped"].includes(one.outcome));
}

function serverLinks(ids, answer) {
  return (ids ?? []).length === 0 ? (areServersKnown(answer) ? "none" : missing()) : ids.map((one, index) => {
    return [index > 0 ? " " : "", h("a", { href: href({ server: one.server_id }) }, named(one.server_id))];
  });
}

function status(one) {
  const bad = { "over-utilized": "warning", "under-utilized": "info" }[one.status];
  return isKnown(one.status) ? [bad ? [sign(bad), " "] : "", words(one.status)] : missing();
}

/** How far a lab type is from normal use; what is not used at all is furthest. */
function oddness(one) {
  return one.ratio > 0 ? -Math.abs(Math.log(one.ratio)) : -Infinity;
}

function use(one) {
  return [status(one), isKnown(one.ratio) ? [" ", percent(one.ratio)] : ""];
}

function briefTable(answer, shown, caption) {
  return table(caption, ["Lab type", "Use of estimate", "Servers"], shown.map((one) =>
    h("tr", { "data-key": `type-${one.lab_type}` },
      h("th", { scope: "row" }, typeLink(one)), h("td", null, use(one)), h("td", null, serverLinks(one.servers, answer)))));
}

function typeTable(answer, page, caption) {
  const head = (field, text) => sorted("lab_types", page, field, text, "lab_type", field !== "lab_type");
  return table(caption,
    [head("lab_type", "Lab type"), "Status", head("ratio", "Of estimate"), head("events", "Events"), head("errors", "Errors"), "Servers"],
    rows(answer).map((one) => h("tr", { "data-key": `type-${one.lab_type}` },
      h("th", { scope: "row" }, typeLink(one)), h("td", null, status(one)),
      h("td", { class: "number" }, percent(one.ratio)), h("td", { class: "number" }, amount(one.events)),
      h("td", { class: "number" }, amount(one.errors)), h("td", null, serverLinks(one.servers, answer)))));
}

/** Lab types: what the insights say of them, and some of those furthest from normal use. */
export function labs({ report, over, under }, opened) {
  const insights = report?.body?.insights ?? [];
  const odd = [...rows(over), ...rows(under)].filter((one) => isKnown(one.ratio)).sort((one, other) => oddness(one) - oddness(other));
  const problem = over?.problem ?? under?.problem;
  const count = (answer) => answer?.body?.total ?? "–";
  return panel("labs", "Labs",
    "What nobody uses, where the application and the servers disagree, what takes off, and use far from the estimate.",
    report, { isMine: isOfLabs, withheld: (report?.body?.withheld ?? []).filter(isLabKind) },
    Object.entries(LAB_KINDS).map(([kind, title]) => {
      const mine = insights.filter((one) => one.kind === kind);
      const shown = new Set(mine.slice(0, FEW_LINES));
      return mine.length === 0 ? null : h("div", { "data-key": kind }, h("h3", null, title),
        insightList(report, (one) => shown.has(one), opened),
        mine.length > FEW_LINES ? h("p", null, h("a", { href: href({ all: "insights", kind }) }, `All ${mine.length} of these`)) : null);
    }),
    problem ? h("p", { class: "bad" }, named(problem)) : null,
    odd.length > 0 ? briefTable(over, odd,
      `Furthest from the estimate, of ${count(over)} over-utilized and ${count(under)} under-utilized`) : null,
    h("p", null, h("a", { href: href({ all: "lab_types" }) }, "All lab types as a table")));
}

export function allTypes(types, page) {
  const total = types?.body?.total ?? 0;
  return panel("types", "All lab types", "Of estimate is the use of a lab type against what was planned for it. The head of a column sorts by it.",
    types, { isMine: isOfLabs },
    pager("lab_types", page, rows(types).length, total),
    types?.body?.lab_types ? typeTable(types, page, `${rows(types).length} of ${total} lab types`) : h("p", null, "Not known."));
}

export function typesOf(types) {
  const mine = rows(types);
  const total = types?.body?.total ?? 0;
  return panel("types", "Its lab types", "Of estimate is the use of a lab type against what was planned for it.",
    types, { isMine: isOfLabs },
    mine.length === 0 ? h("p", null, areServersKnown(types) ? "None." : "Not known.")
      : briefTable(types, mine, mine.length < total ? `${mine.length} of ${total}` : `All ${total}`));
}

export function typeHead(types, id) {
  const one = rows(types)[0];
  return panel("type", named((one?.names ?? [])[0] ?? id), "What the application and the servers know of this lab type.",
    types, { isMine: isOfLabs },
    h("p", null, h("a", { href: href({ all: "lab_types" }) }, "All lab types")),
    one ? h("dl", { class: "facts" },
      fact("Names", (one.names ?? []).length > 0 ? one.names.map((name, index) => [index > 0 ? ", " : "", named(name)]) : missing()),
      fact("Use of estimate", use(one)), fact("Events, 30 days", amount(one.events)), fact("Users", amount(one.users)),
      fact("Errors", amount(one.errors)), fact("User-minutes, all time", amount(one.user_minutes)),
      fact("Success rate", percent(one.success_rate)), fact("Servers", serverLinks(one.servers, types)))
      : nothing(types, "No such lab type"));
}
