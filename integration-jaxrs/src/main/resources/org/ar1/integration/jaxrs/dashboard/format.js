// Words and figures for people. What is missing is a dash, never a zero.

import { h, spoken } from "./dom.js";

export const DAYS = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

export function isKnown(value) {
  return value !== null && value !== undefined;
}

export function missing() {
  return h("span", null, h("span", { "aria-hidden": "true" }, "–"), spoken("not known"));
}

/** A figure together with its exact value; the dash when there is none. */
function exact(value, text) {
  return isKnown(value) ? h("data", { value }, text(value)) : missing();
}

function rounded(value, places) {
  return String(Number(value.toFixed(places)));
}

export function percentText(fraction) {
  return `${Math.round(fraction * 100)}\u00a0%`;
}

/** A fraction as whole percent. */
export function percent(fraction) {
  return exact(fraction, percentText);
}

/** An amount of a resource, or a count. */
export function amount(value) {
  return exact(value, (known) => rounded(known, Math.abs(known) >= 100 ? 0 : 1));
}

/** The hour of a week, such as "Mon 10". */
export function hourOfWeek(weekday, hour) {
  return `${DAYS[weekday]} ${String(hour).padStart(2, "0")}:00`;
}

export function ageText(seconds) {
  if (seconds < 90) {
    return `${Math.max(0, Math.round(seconds))} s`;
  }
  if (seconds < 90 * 60) {
    return `${Math.round(seconds / 60)} min`;
  }
  return seconds < 36 * 3600 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86400)} days`;
}

/** "right_sizing" as "right sizing", "NOT_FOUR_WEEKS" as "not four weeks". */
export function words(id) {
  return String(id).toLowerCase().replaceAll("_", " ");
}

function dateFormat(zone, fields) {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...fields, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...fields, timeZone: "UTC", timeZoneName: "short" });
  }
}

/** The name of a resource as people write it. */
export function resourceText(id) {
  return id === "cpu" ? "CPU" : id === "memory" ? "Memory" : id === "disk" ? "Disk" : words(id);
}

/** An instant in a zone, such as "Mon 23 Nov, 10:20". */
export function instant(text, zone) {
  if (!isKnown(text)) {
    return missing();
  }
  const fields = { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" };
  return h("time", { datetime: text }, dateFormat(zone, fields).format(new Date(text)));
}

/** A date without a time, such as "23 Dec". */
export function day(text) {
  if (!isKnown(text)) {
    return missing();
  }
  const fields = { day: "numeric", month: "short" };
  return h("time", { datetime: text }, dateFormat("UTC", fields).format(new Date(`${text}T00:00:00Z`)));
}

/** Any JSON value, for evidence and explanations: objects as lists of terms, lists by commas. */
export function anything(value) {
  if (!isKnown(value)) {
    return missing();
  }
  if (Array.isArray(value)) {
    return value.some((one) => isKnown(one) && typeof one === "object")
      ? h("ol", null, value.map((one) => h("li", null, anything(one))))
      : value.length === 0 ? "none" : h("bdi", null, value.map((one) => isKnown(one) ? one : "–").join(", "));
  }
  if (typeof value === "object") {
    return h("dl", null, Object.entries(value).map(([name, one]) =>
      h("div", null, h("dt", null, h("bdi", null, name.replaceAll("_", " "))), h("dd", null, anything(one)))));
  }
  return typeof value === "number" ? h("data", { value }, String(value)) : h("bdi", null, String(value));
}
