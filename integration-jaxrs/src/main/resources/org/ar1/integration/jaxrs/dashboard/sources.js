// Where the data are from, and, in the demo alone, how to make a service fail.

import { h, named } from "./dom.js";
import { ageText, isKnown, missing, words } from "./format.js";
import { ageOf, panel, sign, sourceName, table } from "./panel.js";

const BAD = { failed: "critical", skipped: "critical", stale: "warning" };

function breakers(health) {
  const checks = health?.body?.checks ?? [];
  return new Map(checks.filter((one) => one.name.startsWith("upstream-"))
    .map((one) => [one.name.slice("upstream-".length), one.data ?? {}]));
}

/** Whether a service is asked, and what became of it when it was asked last. */
function asked({ circuit_breaker: breaker, last_outcome: outcome, last_attempt_age_seconds: age }) {
  if (!isKnown(breaker)) {
    return missing();
  }
  const failed = isKnown(outcome) && outcome !== "success" && outcome !== "none";
  return [breaker === "closed" ? "" : [sign("critical"), ` breaker ${words(breaker)} `],
    failed ? [sign("warning"), ` ${words(outcome)}`] : outcome === "none" ? "not asked yet" : "answered",
    isKnown(age) ? h("small", null, ` ${ageText(age)} ago`) : ""];
}

function sourceRow(source, answer, services) {
  const age = ageOf(source, answer.age);
  const service = services.get(source.service) ?? {};
  const severity = BAD[source.outcome];
  return h("tr", { "data-key": `source-${sourceName(source)}` },
    h("th", { scope: "row" }, source.service, h("wbr"), `/${source.resource}`),
    h("td", null, severity ? [sign(severity), " "] : "", source.outcome,
      source.error ? h("small", null, ` ${words(source.error.code)}`) : ""),
    h("td", { class: "number" }, isKnown(age) ? ageText(age) : missing()),
    h("td", null, asked(service)));
}

/** Every source: what became of it, its age, and whether its service is asked at all. */
export function sources(report, health) {
  const lines = report?.body?.sources ?? [];
  const services = breakers(health);
  return panel("sources", "Sources",
    "Outcome is what this page shows; the last call may have failed since. While its breaker is open, a service is not called; then one call tries it.",
    report, { isMine: () => false },
    lines.length === 0 ? h("p", null, "Not known.")
      : table("What each answer is made of", ["Source", "Outcome", "Age", "Last call"],
        lines.map((source) => sourceRow(source, report, services))),
    h("ul", { class: "errors" }, lines.filter((source) => source.error)
      .map((source) => h("li", null, sourceName(source), ": ", named(source.error.message), "."))));
}

/** The switches of the demo. */
export function faults(answer) {
  const { services = [], faults: choices = [] } = answer?.body ?? {};
  return panel("faults", "Make a service fail",
    "Only in this demo: switch a fault on and watch which panels say so; “none” heals. Kept answers hide a fault until they are old.",
    answer, { isMine: () => false },
    h("ul", { class: "faults" }, services.map(({ service, fault }) => h("li", null,
      h("label", null, service, " ",
        h("select", { "data-fault": service },
          ["none", ...choices].map((one) => h("option", { value: one, selected: one === (fault ?? "none") }, words(one)))))))),
    h("p", null, h("button", { type: "button", "data-command": "ask-all" }, "Ask all services now")));
}
