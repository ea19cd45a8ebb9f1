/** A request as it can be made by hand. */
export interface HandmadeRequest {
  method: string;
  url: string;
  headers: readonly { name: string; value: string }[];
  /** JSON text, or null for a request without a body. */
  body: string | null;
  /** Name of the endpoint's user; curl asks for the password. */
  user: string | null;
}

/** The request as one curl command for a POSIX shell; every value is quoted so that the shell changes nothing in it. */
export function curlOf({ method, url, headers, body, user }: HandmadeRequest): string {
  const parts = [`curl -X ${method}`];
  if (user !== null) parts.push(`-u ${quoted(user)}`);
  for (const { name, value } of headers) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== null)
    parts.push("-H 'content-type: application/json'", `--data-raw ${quoted(body)}`);
  parts.push(quoted(url));
  return parts.join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
