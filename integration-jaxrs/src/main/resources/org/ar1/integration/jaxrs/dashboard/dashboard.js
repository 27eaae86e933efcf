// The page: what is known, when it is asked for anew, and what a reader does.

import { h, show } from "./dom.js";
import { command, get, href, load, path, useToken, view } from "./data.js";
import { instant, unfold } from "./panel.js";
import { content, isWide, trouble } from "./views.js";

const MINUTE = 60_000;

/** What is known: the answers by name, and the explanations of the insights that are open, by id. */
let answers = {};
const opened = new Map();
let said = null;
let round = 0;

const element = (id) => document.getElementById(id);

function head(now) {
  const { service, report } = answers;
  element("sample").hidden = !service?.body?.sample_data;
  const body = report?.body;
  const bad = trouble(report);
  show(element("as-of"), body?.window ? ["Data up to ", instant(new Date(Date.parse(body.window.to) - 6e5).toISOString(), body.zone), `, ${body.zone}, ${body.window.weeks} weeks.`]
    : ["Data: ", report ? "not known." : "asking …"],
  bad ? [" ", h("span", { class: "bad" }, "▲ ", bad, ".")] : "");
  const here = (isHere) => (isHere ? "page" : null);
  show(element("views"), h("ul", null,
    h("li", null, h("a", { href: href({}), "aria-current": here(!now.server && !now.lab_type && !now.all) }, "Overview")),
    h("li", null, h("a", { href: href({ all: "servers" }), "aria-current": here(now.all === "servers") }, "Servers")),
    h("li", null, h("a", { href: href({ all: "lab_types" }), "aria-current": here(now.all === "lab_types") }, "Lab types")),
    h("li", null, h("a", { href: href({ all: "insights" }), "aria-current": here(now.all === "insights") }, "Insights"))));
  zones(now.zone, body?.zone);
  document.title = now.server ? `Server ${now.server}: capacity` : now.lab_type ? `${now.lab_type}: capacity` : "Capacity of the labs";
}

function zones(asked, used) {
  const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const names = [...new Set([mine, "UTC", asked].filter(Boolean))];
  show(element("zone"), h("option", { value: "" }, asked || !used ? "the service’s" : `the service’s (${used})`),
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
      element("news").textContent = `${fresh} new, ${gone} no longer listed.`;
    }
  }
  said = new Set(ids);
}

function draw() {
  const now = view();
  head(now);
  element("main").className = isWide(now) ? "wide" : "panels";
  show(element("main"), content(now, answers, opened));
}

function locked() {
  const isLocked = Object.values(answers).some((answer) => answer?.status === 401);
  const form = element("token-form");
  if (isLocked && form.hidden) {
    form.hidden = false;
    element("token").focus();
  } else if (!isLocked) {
    form.hidden = true;
  }
}

async function refresh(isFresh = false) {
  const mine = ++round;
  const found = await load(view(), isFresh);
  if (mine !== round) {
    return; // a later one is on its way
  }
  answers = found;
  draw();
  locked();
  news();
  document.documentElement.dataset.rounds = mine;
  for (const id of opened.keys()) {
    if (detailsOf(id)) { // the others are in another view
      explain(id);
    }
  }
}

async function explain(id) {
  const answer = await get(path(`integration/insights/${encodeURIComponent(id)}`, { zone: view().zone }));
  if (opened.has(id)) {
    opened.set(id, answer);
    draw();
  }
}

const detailsOf = (id) => document.querySelector(`details[data-insight="${CSS.escape(id)}"]`);

function openNamed() {
  const { insight } = view();
  const details = insight && detailsOf(insight);
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
  const { service, health, report, faults } = answers; // the rest is of the view before
  answers = { service, health, report, faults };
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
    refresh(true);
  }
});

document.addEventListener("toggle", (event) => {
  const { insight: id, lazy: key } = event.target.dataset ?? {};
  if (key && unfold(key, event.target.open)) {
    draw();
  }
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
    await refresh(true);
  }
});

element("token-form").addEventListener("submit", (event) => {
  event.preventDefault();
  useToken(element("token").value.trim());
  element("token").value = "";
  refresh();
});

element("refresh").addEventListener("click", () => refresh());
addEventListener("popstate", arrive);
setInterval(() => document.hidden || refresh(), MINUTE);
document.addEventListener("visibilitychange", () => document.hidden || refresh());

draw();
await refresh();
openNamed();
