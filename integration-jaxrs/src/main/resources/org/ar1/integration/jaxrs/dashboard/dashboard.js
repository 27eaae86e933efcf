// The page: what it asks for, when, and what it shows of it.

import { h, named, show } from "./dom.js";
import { instant } from "./format.js";
import { command, get, useToken } from "./data.js";
import { attention } from "./insights.js";
import { forecasts, quietWindows, serverHead, serverTable, serversOf, week } from "./servers.js";
import { allTypes, isLabKind, labs, serverIds, typeHead, typesOf } from "./labs.js";
import { faults, sources } from "./sources.js";
import { href, path, view } from "./view.js";

const MINUTE = 60_000;
const MOST = 500;

/** What is known: the answers by name, and the explanations of the insights that are open, by id. */
let answers = {};
const opened = new Map();
let said = null;
let round = 0;

const element = (id) => document.getElementById(id);

async function ask(name, address) {
  return [name, await get(address)];
}

/** The server that the overview shows: the one with least headroom. */
function chosen(servers) {
  return servers?.body?.servers?.find((one) => one.busiest_hour) ?? servers?.body?.servers?.[0] ?? null;
}

function fillsUp(report) {
  return (report?.body?.insights ?? []).filter((one) => one.kind === "saturation_forecast");
}

/** Asks for all that a view shows; what hangs on other answers is asked for after them. */
async function load(now) {
  const { zone, server, lab_type: labType, all } = now;
  const found = Object.fromEntries(await Promise.all([
    ask("service", "./"), ask("health", "health"),
    ask("report", path("integration/insights", { limit: MOST, zone })),
    ask("servers", path("integration/servers", { limit: MOST, zone })),
    ask("types", path("integration/lab-types", { limit: MOST, zone })),
  ]));
  const more = [];
  if (!labType && !all) {
    const id = server ?? chosen(found.servers)?.server_id;
    const rising = server ?? fillsUp(found.report)[0]?.subject.key;
    const one = (key) => `integration/servers/${encodeURIComponent(key)}`;
    if (id !== undefined && id !== null) {
      more.push(ask("profile", path(`${one(id)}/profile`, { zone })), ask("quiet", path(`${one(id)}/quiet-windows`, { zone })));
    }
    if (rising !== undefined && rising !== null) {
      more.push(ask("forecast", path(`${one(rising)}/forecast`, { zone })));
    }
  }
  if ((found.service.body?.endpoints ?? []).includes("/demo/faults")) {
    more.push(ask("faults", "demo/faults"));
  }
  return Object.assign(found, Object.fromEntries(await Promise.all(more)));
}

function about(type, key) {
  return (one) => one.subject?.type === type && String(one.subject.key) === key;
}

function column(name, ...panels) {
  return h("div", { class: "column", "data-key": name }, panels);
}

function withheldOf(...kinds) {
  return (answers.report?.body?.withheld ?? []).filter((one) => kinds.includes(one.kind));
}

function demo() {
  return answers.faults ? faults(answers.faults) : null;
}

function overview() {
  const { report, servers, types, health } = answers;
  const one = chosen(servers);
  const rising = fillsUp(report);
  const name = one?.name ?? "the servers";
  return [
    column("left", attention(report, opened, "What needs attention", (line) => !isLabKind(line) || line.severity !== "info")),
    column("middle", serverTable(servers, withheldOf("busiest_hour", "right_sizing", "failover"), false),
      week(name, answers.profile ?? servers, one?.busiest_hour?.resource ?? null),
      rising.length > 0
        ? forecasts(rising[0].subject.name, answers.forecast, rising[0].resource,
          h("p", null, named(rising[0].claim)), withheldOf("saturation_forecast"))
        : forecasts(null, report, "none", h("p", null, report?.body ? "Nothing, as far as is known." : "Not known."),
          withheldOf("saturation_forecast"))),
    column("right", quietWindows(name, answers.quiet ?? servers, report?.body?.zone, withheldOf("quiet_window")),
      labs(report, types, opened), demo(), sources(report, health)),
  ];
}

function serverPage(key) {
  const { report, servers, types, health } = answers;
  const one = (servers?.body?.servers ?? []).find((row) => String(row.server_id) === key);
  const name = one?.name ?? `Server ${key}`;
  return [
    column("left", serverHead(one, key), attention(report, opened, "About this server", about("server", key))),
    column("middle", week(name, answers.profile, null), forecasts(name, answers.forecast, null)),
    column("right", quietWindows(name, answers.quiet, report?.body?.zone), typesOf(types, key), demo(), sources(report, health)),
  ];
}

function typePage(id) {
  const { report, servers, types, health } = answers;
  const row = (types?.body?.lab_types ?? []).find((one) => one.lab_type === id);
  const mine = new Set(row?.insights ?? []);
  return [
    column("left", attention(report, opened, "About this lab type", (one) => mine.has(one.id) || about("lab_type", id)(one))),
    column("middle", typeHead(types, id), serversOf(servers, serverIds(types, id))), column("right", demo(), sources(report, health)),
  ];
}

function content(now) {
  if (now.server) {
    return serverPage(now.server);
  }
  if (now.lab_type) {
    return typePage(now.lab_type);
  }
  if (now.all === "servers") {
    return [column("whole", h("p", null, h("a", { href: href({}) }, "Overview")), serverTable(answers.servers, [], true))];
  }
  return now.all === "lab_types" ? [column("whole", allTypes(answers.types))] : overview();
}

function head(now) {
  const { service, report } = answers;
  element("sample").hidden = !service?.body?.sample_data;
  const body = report?.body;
  show(element("as-of"), body?.window ? ["Data up to ", instant(body.window.to, body.zone), `, ${body.zone}, ${body.window.weeks} weeks.`,
    body.integration_status === "success" ? "" : ` ${body.integration_status}: some sources are missing.`]
    : ["Data: ", report ? "not known." : "asking …"]);
  const here = (isHere) => (isHere ? "page" : null);
  show(element("views"), h("ul", null,
    h("li", null, h("a", { href: href({}), "aria-current": here(!now.server && !now.lab_type && !now.all) }, "Overview")),
    h("li", null, h("a", { href: href({ all: "servers" }), "aria-current": here(now.all === "servers") }, "Servers")),
    h("li", null, h("a", { href: href({ all: "lab_types" }), "aria-current": here(now.all === "lab_types") }, "Lab types"))));
  zones(now.zone, body?.zone);
  document.title = now.server ? `Server ${now.server}: capacity` : now.lab_type ? `${now.lab_type}: capacity` : "Capacity of the labs";
}

function zones(asked, used) {
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const names = [...new Set([mine, "UTC", asked].filter(Boolean))];
  show(element("zone"), h("option", { value: "" }, asked || !used ? "of the service" : `of the service (${used})`),
    names.map((name) => h("option", { value: name }, name)));
  element("zone").value = asked ?? "";
}

/** Tells those who hear the page what changed since the last answer. */
function news() {
  const ids = answers.report?.body?.insights?.map((one) => one.id);
  if (!ids) {
    return;
  }
  if (said) {
    const fresh = ids.filter((id) => !said.has(id)).length;
    const gone = [...said].filter((id) => !ids.includes(id)).length;
    if (fresh + gone > 0) {
      element("news").textContent = `${fresh} new, ${gone} no longer said.`;
    }
  }
  said = new Set(ids);
}

function draw() {
  const now = view();
  head(now);
  const wide = now.all && !now.server && !now.lab_type;
  element("main").className = wide ? "wide" : "panels";
  show(element("main"), content(now));
}

function locked() {
  const isLocked = Object.values(answers).some((answer) => answer.status === 401);
  const form = element("token-form");
  if (isLocked && form.hidden) {
    form.hidden = false;
    element("token").focus();
  } else if (!isLocked) {
    form.hidden = true;
  }
}

async function refresh() {
  const mine = ++round;
  const found = await load(view());
  if (mine !== round) {
    return; // a later one is on its way
  }
  answers = found;
  draw();
  locked();
  news();
  document.documentElement.dataset.rounds = mine;
  for (const id of opened.keys()) {
    explain(id);
  }
}

async function explain(id) {
  const answer = await get(path(`integration/insights/${encodeURIComponent(id)}`, { zone: view().zone }));
  if (opened.has(id)) {
    opened.set(id, answer);
    draw();
  }
}

function openNamed() {
  const { insight } = view();
  const details = insight && document.querySelector(`details[data-insight="${CSS.escape(insight)}"]`);
  if (details) {
    details.open = true;
    details.scrollIntoView({ block: "nearest" });
  }
}

async function go(address) {
  history.pushState(null, "", address);
  await arrive();
  element("main").focus({ preventScroll: true });
  scrollTo(0, 0);
}

async function arrive() {
  const { service, health, report, servers, types, faults: switches } = answers;
  answers = { service, health, report, servers, types, faults: switches };
  Object.keys(answers).forEach((name) => answers[name] ?? delete answers[name]);
  draw();
  await refresh();
  openNamed();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  const plain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
  if (link && plain && link.pathname === location.pathname && link.origin === location.origin && !link.hash) {
    event.preventDefault();
    go(link.href);
  } else if (event.target.closest("[data-command='ask-all']")) {
    get(path("integration/insights", { refresh: true, limit: 1 })).then(refresh);
  }
});

document.addEventListener("toggle", (event) => {
  const id = event.target.dataset?.insight;
  if (!id) {
    return;
  }
  for (const twin of document.querySelectorAll(`details[data-insight="${CSS.escape(id)}"]`)) {
    if (twin !== event.target && twin.open !== event.target.open) {
      twin.open = event.target.open;
    }
  }
  if (event.target.open && !opened.has(id)) {
    opened.set(id, null);
    draw();
    explain(id);
  } else if (!event.target.open) {
    opened.delete(id);
  }
}, true);

document.addEventListener("change", async (event) => {
  const service = event.target.dataset?.fault;
  if (event.target.id === "zone") {
    go(href({ ...view(), zone: event.target.value || null }));
  } else if (service) {
    const address = `demo/faults/${encodeURIComponent(service)}`;
    const fault = event.target.value;
    await (fault === "none" ? command("DELETE", address) : command("PUT", `${address}/${encodeURIComponent(fault)}`));
    await get(path("integration/insights", { refresh: true, limit: 1 }));
    await refresh();
  }
});

element("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useToken(element("token").value.trim());
  element("token").value = "";
  refresh();
});

element("refresh").addEventListener("click", refresh);
addEventListener("popstate", arrive);
setInterval(() => document.hidden || refresh(), MINUTE);
document.addEventListener("visibilitychange", () => document.hidden || refresh());

draw();
await refresh();
openNamed();
