// Servers: the table of all, the weeks of one, what fills up, and when to do maintenance.

import { h, named, spoken, svg } from "./dom.js";
import {
  amount, day, DAYS, fact, hourOfWeek, instant, isKnown, lazy, missing, nothing, pager, panel, percent, percentText, resourceText,
  sign, sorted, subjectLink, table, words,
} from "./panel.js";
import { href } from "./data.js";

const SHOWN = 6;
const STATISTICS = (name) => ["performance/stats", "resource-allocation/servers"].includes(name);
const QUIET = ["performance/stats", "performance/peaks", "resource-allocation/servers", "lab-monitoring/over-under-utilized"];
const DOUBTS = { SERVER_UNREPORTED: "not reporting", NO_CAPACITY: "size not known" };
const STATES = { saturated: "critical", hot: "warning" };
const VERDICTS = { not_carried: ["critical", "not carried"], tight: ["warning", "tight"] };

function state(id) {
  return isKnown(id) ? [STATES[id] ? [sign(STATES[id]), " "] : "", words(id)] : missing();
}

function left(busiest) {
  if (!busiest || !isKnown(busiest.headroom)) {
    return missing();
  }
  const heat = busiest.p95 >= 1 ? "full" : busiest.p95 >= 0.8 ? "hot" : null;
  return [h("span", { class: heat }, percent(busiest.headroom)),
    heat ? [" ", sign(heat === "full" ? "critical" : "warning"), spoken(heat === "full" ? "saturated" : "hot")] : ""];
}

function saturation(one) {
  if (!one) {
    return missing();
  }
  return [one.status === "reached" ? "now" : day(one.date), isKnown(one.resource) ? h("small", null, ` ${resourceText(one.resource)}`) : ""];
}

function failover(one) {
  if (!one || !one.verdict) {
    return missing();
  }
  const [severity, text] = VERDICTS[one.verdict] ?? [null, words(one.verdict)];
  return [severity ? [sign(severity), " "] : "", text];
}

/** What keeps from believing a row. */
function doubt(one, report) {
  const mine = (report?.body?.insights ?? []).find((insight) => insight.kind === "data_health" && one.insights?.includes(insight.id));
  return mine ? h("small", null, `, ${DOUBTS[mine.reason_codes[0]] ?? words(mine.reason_codes[0])}`) : "";
}

function needs(busiest) {
  return busiest ? [amount(busiest.needed), " / ", amount(busiest.maximum)] : missing();
}

function busiestHour(busiest) {
  return busiest ? [hourOfWeek(busiest.weekday, busiest.hour), h("small", null, ` ${resourceText(busiest.resource)}`)] : missing();
}

function serverRow(one, report) {
  const busiest = one.busiest_hour;
  return h("tr", { "data-key": `server-${one.server_id}` },
    h("th", { scope: "row" }, h("a", { href: href({ server: one.server_id }) }, named(one.name ?? `Server ${one.server_id}`))),
    h("td", { class: "brief" }, state(one.state), doubt(one, report)),
    h("td", { class: "brief" }, busiestHour(busiest)),
    h("td", { class: "number" }, left(busiest)),
    h("td", { class: "number" }, needs(busiest)),
    h("td", { class: "brief" }, saturation(one.saturation)),
    h("td", { class: "brief" }, failover(one.failover)));
}

const HEAD = ["Server", "Now", "Busiest hour", "Left", "Needs / has", "Full on", "If it fails"];

function head(page) {
  const by = (field, text) => sorted("servers", page, field, text, "headroom", false);
  return page ? HEAD.map((text) => text === "Server" ? by("server_id", text) : text === "Left" ? by("headroom", text) : text) : HEAD;
}

export function serversOf(answer, report, isKnownHere) {
  const mine = answer?.body?.servers ?? [];
  return panel("servers", "Its servers", "Left is what the busiest hour of the week leaves of the tighter of CPU and memory.",
    answer, { isMine: STATISTICS },
    mine.length === 0 ? h("p", null, isKnownHere ? "None." : "Not known.")
      : table("Least headroom first", HEAD, mine.map((one) => serverRow(one, report))));
}

/** Servers, least headroom first: the first of them, or a page of the table of all. */
export function serverTable(answer, report, withheld, most, page = null) {
  const shown = (answer?.body?.servers ?? []).slice(0, most);
  const total = answer?.body?.total ?? shown.length;
  const order = page?.sort && page.sort !== "headroom" ? "" : ", least headroom first";
  return panel("servers", page ? "All servers" : "Servers by headroom",
    "Left is what the busiest hour of the week leaves of the tighter of CPU and memory; needs is what keeps that hour at the target, of what there is.",
    answer, { isMine: STATISTICS, withheld },
    page ? pager("servers", page, shown.length, total) : null,
    shown.length === 0 ? h("p", null, answer?.body?.integration_status === "success" ? "None." : "Not known.")
      : table(`${shown.length === total ? `All ${total}` : `${shown.length} of ${total}`}${order}`, head(page), shown.map((one) => serverRow(one, report))),
    !page && total > shown.length ? h("p", null, h("a", { href: href({ all: "servers" }) }, `All ${total} servers as a table`)) : null);
}

function heat(value) {
  return `h${Math.max(0, Math.min(9, Math.floor(value * 10)))}${value >= 1 ? " full" : value >= 0.8 ? " hot" : ""}`;
}

function cell(one) {
  return one && isKnown(one.p95)
    ? h("td", { class: heat(one.p95) }, h("data", { value: one.p95 }, String(Math.round(one.p95 * 100))))
    : h("td", null, missing());
}

function weekTable(name, resource, profile, isAlone) {
  const cells = new Map((profile.cells ?? []).map((one) => [one.weekday * 24 + one.hour, one]));
  const hours = [...Array(24).keys()];
  const title = resourceText(resource);
  return h("div", { "data-key": `week-${resource}` }, isAlone ? null : h("h3", null, title),
    h("p", { class: "how" }, profile.busiest ? `Busiest ${hourOfWeek(profile.busiest.weekday, profile.busiest.hour)}. ` : "",
      isKnown(profile.rhythm) ? ["The hour of the week explains ", percent(profile.rhythm), " of what changes."] : ""),
    h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": `The week, ${title}` }, h("table", { class: "week" },
      h("caption", null, `${title} of `, named(name), ": percent in use (p95)"),
      h("thead", null, h("tr", null, h("td", null), hours.map((hour) => h("th", { scope: "col" }, String(hour))))),
      h("tbody", null, DAYS.slice(1).map((label, index) => h("tr", null, h("th", { scope: "row" }, label),
        hours.map((hour) => cell(cells.get((index + 1) * 24 + hour)))))))));
}

/** The hours of the week of a server; of one resource, or of all when none is named. */
export function week(name, answer, resource, withheld = []) {
  const resources = Object.entries(answer?.body?.resources ?? {}).filter(([id]) => !resource || id === resource);
  return panel("week", ["The week of ", named(name), resource ? `, ${resourceText(resource)}` : ""],
    "A dark column is a daily rush, a dark cell a class. 80 and more is bold, 100 and more underlined.",
    answer, { isMine: STATISTICS, withheld },
    resources.length === 0 ? h("p", null, "Not known.") : resources.map(([id, profile]) => weekTable(name, id, profile, resources.length === 1)));
}

const WIDE = 560;
const HIGH = 130;
const LEFT = 56;

function chart(label, forecast) {
  const peaks = (forecast.peaks ?? []).filter((one) => isKnown(one.peak));
  const line = (forecast.line ?? []).filter((one) => isKnown(one.level));
  const days = [...peaks, ...line].map((one) => Date.parse(one.date));
  const from = Math.min(...days);
  const to = Math.max(...days, from + 1);
  const top = Math.max(1.1, ...peaks.map((one) => one.peak), ...line.map((one) => one.level));
  const x = (date) => (LEFT + (WIDE - LEFT - 8) * (Date.parse(date) - from) / (to - from)).toFixed(1);
  const y = (level) => (6 + (HIGH - 24) * (1 - Math.max(0, Math.min(top, level)) / top)).toFixed(1);
  const points = (list, pick) => list.filter((one) => isKnown(one[pick])).map((one) => `${x(one.date)},${y(one[pick])}`).join(" ");
  const low = line.filter((one) => isKnown(one.low)).reverse();
  return svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": label },
    [0, 0.5, 1].map((level) => [
      svg("line", { class: level === 1 ? "limit" : "grid", x1: LEFT, x2: WIDE - 8, y1: y(level), y2: y(level) }),
      svg("text", { x: LEFT - 4, y: y(level - 0.02), "text-anchor": "end" }, percentText(level))]),
    low.length > 0 ? svg("polygon", { class: "band", points: `${points(line, "high")} ${points(low, "low")}` }) : null,
    svg("polyline", { class: "peaks", points: points(peaks, "peak") }),
    svg("polyline", { class: "line", points: points(line, "level") }),
    days.length > 0 ? [
      svg("text", { x: LEFT, y: HIGH - 4 }, day(new Date(from).toISOString().slice(0, 10)).textContent),
      svg("text", { x: WIDE - 8, y: HIGH - 4, "text-anchor": "end" }, day(new Date(to).toISOString().slice(0, 10)).textContent)] : null);
}

function outcome(forecast) {
  switch (forecast.status) {
    case "crosses":
      return ["Full on ", day(forecast.date), ", at the earliest ", day(forecast.earliest),
        isKnown(forecast.latest) ? [", at the latest ", day(forecast.latest)] : ", with no latest date",
        isKnown(forecast.mase) ? [". Its error is ", h("data", { value: forecast.mase }, String(forecast.mase)),
          " where that of “as last week” is ", h("data", { value: forecast.mase_naive }, String(forecast.mase_naive))] : "", "."];
    case "reached":
      return "It is full already.";
    case "no_trend":
      return "It does not rise.";
    case "beyond_horizon":
      return ["It rises, but is not full within ", h("data", { value: forecast.horizon_days }, String(forecast.horizon_days)), " days."];
    default:
      return `Withheld: ${(forecast.reason_codes ?? [forecast.status ?? "not known"]).map(words).join(", ")}.`;
  }
}

function forecastOf(name, resource, forecast) {
  const label = `Daily peaks and forecast of ${resourceText(resource)} of ${name}`;
  return h("div", { "data-key": `forecast-${resource}` },
    h("h3", null, resourceText(resource)), h("p", null, outcome(forecast)),
    (forecast.peaks ?? []).length > 0 ? [chart(label, forecast),
      lazy(`figures-${resource}-${name}`, "The figures of this chart", () => table(label, ["Day", "Peak", "Forecast", "Low", "High"],
        [...forecast.peaks, ...(forecast.line ?? [])].map((one) => h("tr", null,
          h("th", { scope: "row" }, day(one.date)),
          ["peak", "level", "low", "high"].map((pick) => h("td", { class: "number" }, percent(one[pick])))))))] : null);
}

/** A line for each resource that fills up, soonest first; what is full already last. */
function rising(list) {
  return h("ul", { class: "rising" }, list.slice(0, SHOWN).map((one) => h("li", null,
    subjectLink(one.subject), ": ", named(one.claim))));
}

/** Forecasts: of a server all, and of the overview what fills up with the chart of the first. */
export function forecasts(list, answer, withheld, server = null) {
  const resources = Object.entries(answer?.body?.resources ?? {}).filter(([id]) => server !== null || id === list[0]?.resource);
  const name = server ?? list[0]?.subject.name;
  return panel("forecast", server === null ? "What fills up" : ["What fills up on ", named(server)],
    "The line is the peak of each day, the dashed line where it goes, the band how sure that is; the top line is full.",
    answer, { isMine: STATISTICS, withheld },
    server !== null ? null : list.length > 0 ? rising(list) : nothing(answer, "Nothing", withheld),
    resources.map(([id, forecast]) => forecastOf(name, id, forecast)));
}

export function quietWindows(name, answer, zone, withheld = [], isOneOfMany = false) {
  const { hours, lead_hours: lead, windows = [], caveats = [], reason_codes: reasons = [] } = answer?.body ?? {};
  return panel("quiet", ["When to do maintenance of ", named(name)],
    "Users are those who begin in these hours or shortly before, on average; load is the higher of CPU and memory.",
    answer, { isMine: (name) => QUIET.includes(name), withheld },
    windows.length === 0 ? h("p", null, reasons.length > 0 ? `Withheld: ${reasons.map(words).join(", ")}.` : "Not known.")
      : table(`${hours} hours, fewest users first${isKnown(lead) ? `; who began ${lead} h before counts` : ""}`,
        ["Begins", "Next", "Users", "Load"],
        windows.map((one) => h("tr", null,
          h("th", { scope: "row" }, hourOfWeek(one.weekday, one.hour)), h("td", null, instant(one.next, zone)),
          h("td", { class: "number" }, amount(one.users)), h("td", { class: "number" }, percent(one.load))))),
    caveats.length > 0 ? h("p", { class: "state" }, `Less sure: ${caveats.map(words).join(", ")}.`) : null,
    isOneOfMany && windows.length > 0 ? h("p", { class: "state" }, "For another server, open its name in the table.") : null);
}

export function serverHead(answer, report, one, key) {
  return panel("subject", named(one?.name ?? `Server ${key}`), "Needs is what keeps its busiest hour at the target, of what there is.",
    answer, { isMine: STATISTICS },
    h("p", null, h("a", { href: href({ all: "servers" }) }, "All servers")),
    one ? h("dl", { class: "facts" },
      fact("Now", state(one.state), doubt(one, report)), fact("Busiest hour", busiestHour(one.busiest_hour)), fact("Left then", left(one.busiest_hour)),
      fact("Needs / has", needs(one.busiest_hour)), fact("Finding", isKnown(one.finding) ? words(one.finding) : missing()),
      fact("Full on", saturation(one.saturation)), fact("If it fails", failover(one.failover)),
      fact("Hot hours, 7 days", amount(one.hot_hours_7d)), fact("Labs", amount(one.labs)),
      fact("Confidence", one.confidence ?? missing()))
      : nothing(answer, "No such server"));
}
