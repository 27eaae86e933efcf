// The service's JSON. A document that is had is asked for again by its entity tag, so that most answers are empty.

const PATIENCE = 30_000;
const KEPT = 60;

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
      return { body: null, age: null, problem: body.detail ?? body.title ?? `status ${answer.status}`, status: answer.status };
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
