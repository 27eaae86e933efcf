// The list of what needs attention, and what each of them rests on, opened in place.

import { h, named } from "./dom.js";
import { ageText, anything, isKnown, words } from "./format.js";
import { panel, sign, sourceName, ageOf, subjectLink } from "./panel.js";
import { href } from "./view.js";

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

function row(term, ...content) {
  return h("div", null, h("dt", null, term), h("dd", null, content));
}

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

/** The steps of an explanation: what was put in, what came out. */
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
      ? h("details", { "data-key": `step-${index}` }, h("summary", null, "Inputs of this step"), anything(step.inputs))
      : null)));
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
      row("What to do", ADVICE[one.kind] ?? "See the definition."),
      one.subject && one.subject.type !== "fleet" ? row("About", subjectLink(one.subject)) : null,
      row("Figures", anything(one.evidence ?? {})),
      row("Why", (one.reason_codes ?? []).map(words).join(", ") || "–"),
      (one.caveats ?? []).length > 0 ? row("Caveats", one.caveats.map(words).join(", ")) : null,
      row("Confidence", confidence(one)),
      (one.flips ?? []).length > 0 ? row("What would change it", h("ul", null, one.flips.map(flip))) : null,
      row("Sources", sourcesOf(one, report)),
      row("Steps", steps(explanation)),
      row("Link", h("a", { href: href({ insight: one.id }) }, one.id))));
}

function item(one, report, opened) {
  const isOpen = opened.has(one.id);
  return h("li", { "data-key": one.id },
    h("details", { "data-insight": one.id, "data-key": `details-${one.id}`, class: one.severity },
      h("summary", null, sign(one.severity), h("span", { class: "severity" }, ` ${one.severity} `), named(one.claim),
        one.state && one.state !== "ok" ? h("span", { class: "state" }, ` (${one.state})`) : "",
        one.confidence && one.confidence.level !== "high" ? h("span", { class: "state" }, ` ${one.confidence.level} confidence`) : ""),
      isOpen ? body(one, report, opened.get(one.id)) : h("div", { class: "why" })));
}

/** The list of insights that a filter lets through; `opened` has the explanations of those that are open, by id. */
export function insightList(report, isShown, opened) {
  const shown = (report?.body?.insights ?? []).filter(isShown);
  return shown.length === 0
    ? h("p", null, report?.body?.insights ? "Nothing." : "Not known.")
    : h("ul", { class: "insights" }, shown.map((one) => item(one, report, opened)));
}

/** What needs attention, most severe first. */
export function attention(report, opened, title, isShown) {
  const counts = report?.body?.counts ?? {};
  const sum = ["critical", "warning", "info"].filter((name) => counts[name]).map((name) => `${counts[name]} ${name}`);
  return panel("attention", title,
    "Most severe first. Open a line for its figures, why, how sure that is and what would change it.",
    report, { withheld: (report?.body?.withheld ?? []).filter(isShown) },
    sum.length > 0 && title.startsWith("What") ? h("p", null, sum.join(", "), ".") : null,
    insightList(report, isShown, opened));
}
