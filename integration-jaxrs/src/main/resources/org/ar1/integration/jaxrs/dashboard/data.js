// What is looked at, which stands in the query, so that a link shows the same, and what the service is asked for by it.
// Documents are asked for again by their entity tags, so that most answers are empty.

/** The most insights that one answer holds, the rows of a table on one page, and those of a table of the overview. */
const MOST = 500;
export const ROWS = 100;
export const FEW = 12;
/** The lab types that the overview shows of those too much used, and of those too little used. */
const ODD = 3;
const PATIENCE = 30_000;
const KEPT = 60;
const NAMES = ["server", "lab_type", "all", "kind", "sort", "from", "insight", "zone"];

export function view() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name) || null]));
}

/** The elements of a list that lie before those a view shows. */
export function offset(now) {
  const from = Number(now.from);
  return Number.isSafeInteger(from) && from > 0 ? from : 0;
}

function withQuery(base, parameters, empty) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const one of [value].flat()) {
      if (one !== null && one !== undefined) {
        query.append(name, one);
      }
    }
  }
  return query.size ? `${base}?${query}` : empty;
}

/** The address of a view, in the zone of this one unless it names another. */
export function href(next) {
  return withQuery("", { zone: view().zone, ...next }, location.pathname);
}

/** A path of the service with parameters; those that are null are left out, lists are repeated. */
export function path(base, parameters) {
  return withQuery(base, parameters, base);
}

const documents = new Map();
let token = null; // in memory alone: a reload forgets it
let ahead = 0;

/** Sets the token that is sent from now on. */
export function useToken(value) {
  token = value;
  documents.clear();
}

/** Now, by the clock of the service, in milliseconds. */
export function now() {
  return Date.now() + ahead;
}

async function send(path, method, headers) {
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  const answer = await fetch(path, { method, headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  const date = Date.parse(answer.headers.get("Date") ?? "");
  if (!Number.isNaN(date)) {
    ahead = date - Date.now();
  }
  return answer;
}

/**
 * Asks for a document. Never throws: `body` is what is known, of before when there is no answer now; `problem` says
 * what is wrong, null when nothing is; `age` is that of the oldest data in seconds, null when not said.
 */
export async function get(path) {
  const before = documents.get(path);
  try {
    const headers = { Accept: "application/json" };
    if (before) {
      headers["If-None-Match"] = before.tag;
    }
    const answer = await send(path, "GET", headers);
    const age = answer.headers.has("Age") ? Number(answer.headers.get("Age")) : null;
    if (answer.status === 304 && before) {
      return { body: before.body, age, problem: null, status: 200 };
    }
    const body = await answer.json();
    const isProblem = (answer.headers.get("Content-Type") ?? "").startsWith("application/problem+json");
    if (isProblem) {
      return { body: answer.status > 499 && before?.body || null, age: null, problem: body.detail ?? body.title ?? `status ${answer.status}`, status: answer.status };
    }
    const tag = answer.headers.get("ETag");
    if (answer.ok && tag) {
      documents.delete(path);
      documents.set(path, { tag, body });
      if (documents.size > KEPT) {
        documents.delete(documents.keys().next().value);
      }
    }
    return { body, age, problem: null, status: answer.status };
  } catch {
    const shown = before ? "; shown is what it said before" : "";
    return { body: before?.body ?? null, age: null, problem: `The service does not answer${shown}.`, status: 0 };
  }
}

/** Sends a request without content; false when that does not succeed. */
export async function command(method, path) {
  try {
    return (await send(path, method, { Accept: "application/json" })).ok;
  } catch {
    return false;
  }
}

async function ask(name, address) {
  return [name, await get(address)];
}

/** The server that the overview shows: the one with least headroom. */
export function chosen(servers) {
  return servers?.body?.servers?.find((one) => one.busiest_hour) ?? servers?.body?.servers?.[0] ?? null;
}

/** What fills up: what has a date first, then what is full already. */
export function fillsUp(report) {
  const rising = (report?.body?.insights ?? []).filter((one) => one.kind === "saturation_forecast");
  const isFull = (one) => (one.evidence?.status === "reached" ? 1 : 0);
  return rising.sort((one, other) => isFull(one) - isFull(other));
}

/** The requests of a view that hang on no other answer. */
function first({ zone, server, lab_type: labType, all, ...now }) {
  const page = { limit: ROWS, offset: offset(now) || null, sort: now.sort, zone };
  const servers = (parameters) => ask("servers", path("integration/servers", { ...parameters, zone }));
  const types = (name, parameters) => ask(name, path("integration/lab-types", { ...parameters, zone }));
  if (server) {
    return [servers({ server }), types("types", { server, limit: FEW }),
      ask("own", path("integration/insights", { subject: `server:${server}`, limit: MOST, zone }))];
  }
  if (labType) {
    return [types("types", { lab_type: labType })];
  }
  switch (all) {
    case "servers": return [servers(page)];
    case "lab_types": return [types("types", page)];
    case "insights": return [ask("own", path("integration/insights", { ...page, kind: now.kind }))];
    default: return [servers({ limit: FEW }),
      types("over", { status: "over-utilized", sort: "-ratio", limit: ODD }),
      types("under", { status: "under-utilized", sort: "ratio", limit: ODD })];
  }
}

/** The requests of a view that hang on what the others answered. */
function second({ zone, server, lab_type: labType, all }, found) {
  const requests = [];
  if (labType) {
    const row = found.types.body?.lab_types?.[0];
    const standsOn = (row?.servers ?? []).map((one) => one.server_id);
    const subject = [`lab_type:${labType}`, ...(row?.names ?? []).map((name) => `lab:${name}`)];
    requests.push(ask("own", path("integration/insights", { subject, limit: MOST, zone })));
    if (standsOn.length > 0) {
      requests.push(ask("servers", path("integration/servers", { server: standsOn, limit: ROWS, zone })));
    }
  } else if (server || !all) {
    const id = server ?? chosen(found.servers)?.server_id;
    const rising = server ?? fillsUp(found.report)[0]?.subject.key;
    const one = (key) => `integration/servers/${encodeURIComponent(key)}`;
    if (id !== undefined && id !== null) {
      requests.push(ask("profile", path(`${one(id)}/profile`, { zone })), ask("quiet", path(`${one(id)}/quiet-windows`, { zone })));
    }
    if (rising !== undefined && rising !== null) {
      requests.push(ask("forecast", path(`${one(rising)}/forecast`, { zone })));
    }
  }
  if ((found.service.body?.endpoints ?? []).includes("/demo/faults")) {
    requests.push(ask("faults", "demo/faults"));
  }
  return [...requests, ask("health", "health")]; // after the rest, whose calls it tells of
}

/** Asks for all that a view shows; all services are called for it when that is wanted. */
export async function load(now, isFresh) {
  const report = path("integration/insights", { limit: MOST, zone: now.zone, refresh: isFresh || null });
  const found = Object.fromEntries(await Promise.all([ask("service", "./"), ask("report", report), ...first(now)]));
  return Object.assign(found, Object.fromEntries(await Promise.all(second(now, found))));
}
