export type HttpMethod = "GET" | "POST" | "PUT" | "DELETE";

export type RequestTarget =
  | { readonly ok: true; readonly origin: string; readonly path: string }
  | { readonly ok: false; readonly reason: string };

const MAX_URL_LENGTH = 8192;

/**
 * Splits an action endpoint's URL into the origin to connect to and the path with query to ask for. Only http and
 * https are accepted, and no user name or password inside the URL: such a secret would show in lists and logs.
 */
export function parseTarget(url: string): RequestTarget {
  if (url.length > MAX_URL_LENGTH) return refused(`the URL is longer than ${MAX_URL_LENGTH}`);
  if (!URL.canParse(url)) return refused("the URL is not valid");
  const parsed = new URL(url);
  if (parsed.protocol !== "http:" && parsed.protocol !== "https:") {
    return refused("the URL must begin with http:// or https://");
  }
  if (parsed.username !== "" || parsed.password !== "") {
    return refused("the URL must not contain a user name or password");
  }
  return { ok: true, origin: parsed.origin, path: parsed.pathname + parsed.search };
}

/**
 * Appends a run's data to a path as query parameters (job-scheduling-api 13): nested values travel as JSON text, null
 * as an empty value, data that is no object as the one parameter `data`.
 */
export function withQuery(path: string, data: unknown): string {
  if (data === null || data === undefined) return path;
  const entries: [string, unknown][] =
    typeof data === "object" && !Array.isArray(data) ? Object.entries(data) : [["data", data]];
  if (entries.length === 0) return path;
  const query = entries.map(([name, value]) => `${encode(name)}=${encode(asText(value))}`);
  const separator = path.includes("?") ? (/[?&]$/.test(path) ? "" : "&") : "?";
  return path + separator + query.join("&");
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** encodeURIComponent throws on half a surrogate pair; such text is sent with the replacement character. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
}

function refused(reason: string): RequestTarget {
  return { ok: false, reason };
}
