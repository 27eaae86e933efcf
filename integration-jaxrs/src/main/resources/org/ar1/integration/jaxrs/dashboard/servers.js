// Servers: the table of all, the weeks of one, what fills up, and when to do maintenance.

import { h, named, spoken, svg } from "./dom.js";
import { DAYS, amount, day, hourOfWeek, instant, isKnown, missing, percent, percentText, resourceText, words } from "./format.js";
import { panel, sign, table } from "./panel.js";
import { href } from "./view.js";

export const SHOWN = 12;
const STATISTICS = (name) => ["performance/stats", "resource-allocation/servers"].includes(name);
const QUIET = ["performance/stats", "performance/peaks", "resource-allocation/servers", "lab-monitoring/over-under-utilized"];
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

function serverRow(one) {
  const busiest = one.busiest_hour;
  return h("tr", { "data-key": `server-${one.server_id}` },
    h("th", { scope: "row" }, h("a", { href: href({ server: one.server_id }) }, named(one.name ?? `Server ${one.server_id}`))),
    h("td", { class: "brief" }, state(one.state)),
    h("td", { class: "brief" }, busiest ? [hourOfWeek(busiest.weekday, busiest.hour), h("small", null, ` ${resourceText(busiest.resource)}`)] : missing()),
    h("td", { class: "number" }, left(busiest)),
    h("td", { class: "number" }, busiest ? [amount(busiest.needed), " / ", amount(busiest.maximum)] : missing()),
    h("td", null, saturation(one.saturation)),
    h("td", null, failover(one.failover)));
}

const HEAD = ["Server", "Now", "Busiest hour", "Left", "Needs / has", "Full on", "If it fails"];

/** The servers that a lab type stands on. */
export function serversOf(answer, ids) {
  const mine = (answer?.body?.servers ?? []).filter((one) => ids.has(String(one.server_id)));
  return panel("servers", "Its servers", "Left is what the busiest hour of the week leaves of the tighter of CPU and memory.",
    answer, { isMine: STATISTICS },
    mine.length === 0 ? h("p", null, answer?.body?.servers ? "None." : "Not known.")
      : table("Least headroom first", HEAD, mine.map(serverRow)));
}

/** All servers, least headroom first; the first dozen unless all are asked for. */
export function serverTable(answer, withheld, all) {
  const servers = answer?.body?.servers ?? [];
  const shown = all ? servers : servers.slice(0, SHOWN);
  const total = answer?.body?.total ?? servers.length;
  return panel("servers", "Servers by headroom",
    "Left is what the busiest hour of the week leaves of the tighter of CPU and memory; needs is what keeps that hour at the target, of what there is.",
    answer, { isMine: STATISTICS, withheld },
    servers.length === 0 ? h("p", null, answer?.body?.servers ? "No server is known." : "Not known.")
      : table(`${shown.length === total ? `All ${total}` : `${shown.length} of ${total}`}, least headroom first`,
        HEAD, shown.map(serverRow)),
    !all && total > shown.length ? h("p", null, h("a", { href: href({ all: "servers" }) }, `All ${total} servers as a table`)) : null);
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

/** Daily peaks, the line of the forecast with its bounds, and where full is. */
function chart(label, forecast) {
  const peaks = (forecast.peaks ?? []).filter((one) => isKnown(one.peak));
  const line = (forecast.line ?? []).filter((one) => isKnown(one.level));
  const days = [...peaks, ...line].map((one) => Date.parse(one.date));
  const from = Math.min(...days);
  const to = Math.max(...days, from + 1);
  const top = Math.max(1.1, ...peaks.map((one) => one.peak), ...line.map((one) => one.level));
  const x = (date) => (36 + (WIDE - 44) * (Date.parse(date) - from) / (to - from)).toFixed(1);
  const y = (level) => (6 + (HIGH - 24) * (1 - Math.max(0, Math.min(top, level)) / top)).toFixed(1);
  const points = (list, pick) => list.filter((one) => isKnown(one[pick])).map((one) => `${x(one.date)},${y(one[pick])}`).join(" ");
  const low = line.filter((one) => isKnown(one.low)).reverse();
  return svg("svg", { viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": label },
    [0, 0.5, 1].map((level) => [
      svg("line", { class: level === 1 ? "limit" : "grid", x1: 36, x2: WIDE - 8, y1: y(level), y2: y(level) }),
      svg("text", { x: 32, y: y(level - 0.02), "text-anchor": "end" }, percentText(level))]),
    low.length > 0 ? svg("polygon", { class: "band", points: `${points(line, "high")} ${points(low, "low")}` }) : null,
    svg("polyline", { class: "peaks", points: points(peaks, "peak") }),
    svg("polyline", { class: "line", points: points(line, "level") }),
    days.length > 0 ? [
      svg("text", { x: 36, y: HIGH - 4 }, day(new Date(from).toISOString().slice(0, 10)).textContent),
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
      h("details", { "data-key": "figures" }, h("summary", null, "The figures of this chart"),
        table(label, ["Day", "Peak", "Forecast", "Low", "High"],
          [...forecast.peaks, ...(forecast.line ?? [])].map((one) => h("tr", null,
            h("th", { scope: "row" }, day(one.date)),
            ["peak", "level", "low", "high"].map((pick) => h("td", { class: "number" }, percent(one[pick])))))))] : null);
}

/** Forecasts of a server; of one resource, or of all when none is named. */
export function forecasts(name, answer, resource, before = null, withheld = []) {
  const resources = Object.entries(answer?.body?.resources ?? {}).filter(([id]) => !resource || id === resource);
  return panel("forecast", name === null ? "What fills up" : ["What fills up on ", named(name)],
    "The line is the peak of each day, the dashed line where it goes, the band how sure that is; the top line is full.",
    answer, { isMine: STATISTICS, withheld },
    before, resources.map(([id, forecast]) => forecastOf(name, id, forecast)));
}

/** The hours in which the fewest notice a restart. */
export function quietWindows(name, answer, zone, withheld = []) {
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
    caveats.length > 0 ? h("p", { class: "state" }, `Less sure: ${caveats.map(words).join(", ")}.`) : null);
}

/** What a server is, in a line of figures, with the way back. */
export function serverHead(one, key) {
  return h("section", { id: "subject", "aria-labelledby": "subject-title" },
    h("h2", { id: "subject-title" }, named(one?.name ?? `Server ${key}`)),
    h("p", null, h("a", { href: href({}) }, "All servers")),
    one ? h("dl", { class: "facts" },
      h("div", null, h("dt", null, "Now"), h("dd", null, state(one.state))),
      h("div", null, h("dt", null, "Finding"), h("dd", null, isKnown(one.finding) ? words(one.finding) : missing())),
      h("div", null, h("dt", null, "Left in the busiest hour"), h("dd", null, left(one.busiest_hour))),
      h("div", null, h("dt", null, "If it fails"), h("dd", null, failover(one.failover))),
      h("div", null, h("dt", null, "Hot hours, 7 days"), h("dd", null, amount(one.hot_hours_7d))),
      h("div", null, h("dt", null, "Labs"), h("dd", null, amount(one.labs))),
      h("div", null, h("dt", null, "Confidence"), h("dd", null, one.confidence ?? missing()))) : null);
}
