import { AppError } from "@/lib/domain/errors";

const ROOT = "/api/v1";
const MAX_QUERY_KEYS = 50;

/**
 * The values at the places `{name}` of a template such as `/runs/{id}`, decoded. They are taken from the address as it
 * was sent, so that every name arrives as the caller wrote it.
 */
export function pathParameters(template: string, url: URL): Record<string, string> {
  const segments = url.pathname.slice(ROOT.length).split("/");
  const values: Record<string, string> = {};
  for (const [index, part] of template.split("/").entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) values[name] = decode(segments[index] ?? "");
  }
  return values;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new AppError("invalid", "The path is not encoded correctly", { cause });
  }
}

/** The query as an object of texts; only `state` may be given more than once. */
export function queryParameters(search: URLSearchParams): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of search) {
    if (Object.keys(values).length >= MAX_QUERY_KEYS)
      throw new AppError("invalid", "Too many query parameters");
    const known = Object.hasOwn(values, name) ? values[name] : undefined;
    if (known !== undefined && name !== "state") {
      throw new AppError("invalid", `'${name.slice(0, 64)}' may be given only once`, {
        field: name.slice(0, 64),
      });
    }
    Object.defineProperty(values, name, {
      value: known === undefined ? value : `${known},${value}`,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return values;
}
