// The panels of each view, from the answers that data.js asks for; where the data are from; and, in the demo alone, how to make
// a service fail.

import { h, named } from "./dom.js";
import { FEW, ROWS, chosen, fillsUp, now as time, offset } from "./data.js";
import { allInsights, allTypes, areServersKnown, attention, isLabKind, isMoveKind, labs, moves, typeHead, typesOf } from "./insights.js";
import { ageOf, ageText, clock, isKnown, missing, panel, sign, sourceName, table, words } from "./panel.js";
import { forecasts, quietWindows, serverHead, serverTable, serversOf, week } from "./servers.js";

const SIGNS_OF_OUTCOMES = { failed: "critical", skipped: "critical", stale: "warning" };

function breakers(health) {
  const checks = health?.body?.checks ?? [];
  return new Map(checks.filter((one) => one.name.startsWith("upstream-"))
    .map((one) => [one.name.slice("upstream-".length), one.data ?? {}]));
}

/** When a source that failed is asked for again; a breaker that is open may still say no then. */
function next(at, zone) {
  return Date.parse(at) > time() ? ["not before ", clock(at, zone)] : "as soon as it is needed";
}

/** Whether a service is asked, and what became of it when it was asked last. */
function last({ circuit_breaker: breaker, last_outcome: outcome, last_attempt_age_seconds: age }) {
  if (!isKnown(breaker)) {
    return missing();
  }
  const failed = isKnown(outcome) && outcome !== "success" && outcome !== "none";
  return [breaker === "closed" ? "" : [sign("critical"), ` breaker ${words(breaker)} `],
    failed ? [sign("warning"), ` ${words(outcome)}`] : outcome === "none" ? "not asked yet" : "answered",
    isKnown(age) ? [" ", h("small", { class: "brief" }, `${ageText(age)} ago`)] : ""];
}

function sourceRow(source, answer, services) {
  const age = ageOf(source, answer.age);
  const service = services.get(source.service) ?? {};
  const severity = SIGNS_OF_OUTCOMES[source.outcome];
  const nextAt = service[`next_attempt_at.${source.resource}`];
  return h("tr", { "data-key": `source-${sourceName(source)}` },
    h("th", { scope: "row" }, source.service, h("wbr"), `/${source.resource}`),
    h("td", null, severity ? [sign(severity), " "] : "", source.outcome,
      source.error ? h("small", null, ` ${words(source.error.code)}`) : ""),
    h("td", { class: "number" }, isKnown(age) ? ageText(age) : missing()),
    h("td", null, last(service), isKnown(nextAt) ? h("small", null, "; next ", next(nextAt, answer.body.zone)) : ""));
}

function sources(report, health) {
  const lines = report?.body?.sources ?? [];
  const services = breakers(health);
  return panel("sources", "Sources",
    "Outcome is what this page shows; the last call may have failed since. Next is when it is asked for again, unless the breaker of its service is open then.",
    report, { isMine: () => false },
    lines.length === 0 ? h("p", null, "Not known.")
      : table("What each answer is made of", ["Source", "Outcome", "Age", "Last call, next"],
        lines.map((source) => sourceRow(source, report, services))),
    h("ul", { class: "errors" }, lines.filter((source) => source.error)
      .map((source) => h("li", null, sourceName(source), ": ", named(source.error.message), "."))));
}

function faults(answer) {
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

function column(name, ...panels) {
  return h("div", { class: "column", "data-key": name }, panels);
}

function withheldOf(report, ...kinds) {
  return (report?.body?.withheld ?? []).filter((one) => kinds.includes(one.kind));
}

function demo({ faults: switches }) {
  return switches ? faults(switches) : null;
}

/** Panels of their own have the lab types and the moves, unless those are more than information. */
function needsAttention(one) {
  return one.severity ? one.severity !== "info" || !(isLabKind(one) || isMoveKind(one)) : !isLabKind(one);
}

function overview(answers, opened) {
  const { report, servers, health } = answers;
  const withheld = (...kinds) => withheldOf(report, ...kinds);
  const one = chosen(servers);
  const name = one?.name ?? "the servers";
  return [
    column("left", attention(report, opened, "What needs attention", needsAttention)),
    column("middle", serverTable(servers, report, withheld("busiest_hour", "right_sizing", "failover"), FEW),
      moves(report, opened),
      week(name, answers.profile ?? servers, one?.busiest_hour?.resource ?? null),
      forecasts(fillsUp(report), answers.forecast ?? report, withheld("saturation_forecast"))),
    column("right", quietWindows(name, answers.quiet ?? servers, report?.body?.zone, withheld("quiet_window"), true),
      labs(answers, opened), demo(answers), sources(report, health)),
  ];
}

function serverPage(key, answers, opened) {
  const { report, servers, types, own, health } = answers;
  const one = servers?.body?.servers?.[0];
  const name = one?.name ?? `Server ${key}`;
  return [
    column("left", serverHead(servers, report, one, key), attention(own, opened, "About this server", () => true)),
    column("middle", week(name, answers.profile, null), forecasts(null, answers.forecast, [], name)),
    column("right", quietWindows(name, answers.quiet, report?.body?.zone), typesOf(types), demo(answers), sources(report, health)),
  ];
}

function typePage(id, answers, opened) {
  const { report, servers, types, own, health } = answers;
  return [
    column("left", attention(own, opened, "About this lab type", () => true),
      moves(report, opened, (one) => one.evidence?.lab_type === id)),
    column("middle", typeHead(types, id), serversOf(servers ?? types, report, !servers?.problem && areServersKnown(types))),
    column("right", demo(answers), sources(report, health)),
  ];
}

export function isWide(now) {
  return Boolean(now.all && !now.server && !now.lab_type);
}

/** What a view shows; `opened` has the explanations of the insights that are open, by id. */
export function content(now, answers, opened) {
  if (now.server) {
    return serverPage(now.server, answers, opened);
  }
  if (now.lab_type) {
    return typePage(now.lab_type, answers, opened);
  }
  const page = { kind: now.kind, sort: now.sort, from: offset(now), rows: ROWS };
  switch (now.all) {
    case "servers": return [column("whole", serverTable(answers.servers, answers.report, [], ROWS, page))];
    case "lab_types": return [column("whole", allTypes(answers.types, page))];
    case "insights": return [column("whole", allInsights(answers.own, opened, page))];
    default: return overview(answers, opened);
  }
}

/** What is stale or failed, in a few words; null when nothing is. */
export function trouble(report) {
  const bad = (report?.body?.sources ?? []).filter((one) => ["stale", "failed", "skipped"].includes(one.outcome));
  if (bad.length === 0) {
    return null;
  }
  const named3 = bad.slice(0, 3).map((one) => `${one.service}/${one.resource} ${one.outcome.toUpperCase()}`).join(", ");
  return named(`${named3}${bad.length > 3 ? ` and ${bad.length - 3} more` : ""}`);
}
