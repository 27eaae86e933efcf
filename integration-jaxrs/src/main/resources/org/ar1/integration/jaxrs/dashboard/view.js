// What is looked at: it stands in the query, so that a link shows the same.

const NAMES = ["server", "lab_type", "all", "insight", "zone"];

/** The view of the address. */
export function view() {
  const query = new URLSearchParams(location.search);
  return Object.fromEntries(NAMES.map((name) => [name, query.get(name) || null]));
}

/** The address of a view, in the zone of this one unless it names another. */
export function href(next) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ zone: view().zone, ...next })) {
    if (value !== null && value !== undefined) {
      query.set(name, value);
    }
  }
  return query.size ? `?${query}` : location.pathname;
}

/** A path of the service with parameters; those that are null are left out. */
export function path(base, parameters) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null && value !== undefined) {
      query.set(name, value);
    }
  }
  return query.size ? `${base}?${query}` : base;
}
