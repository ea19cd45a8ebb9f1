type CurlCall = {
  method: string;
  url: string;
  /** Sent as JSON. */
  body?: unknown;
};

/** A call of the API as a command for a POSIX shell; the token is left for whoever runs it. */
export function curlCommand({ method, url, body }: CurlCall): string {
  const lines = [`curl -X ${method} ${quoted(url)}`, `-H "Authorization: Bearer $STELLWERK_TOKEN"`];
  if (body !== undefined) {
    lines.push(
      `-H 'Content-Type: application/json'`,
      `--data ${quoted(JSON.stringify(body, null, 2))}`,
    );
  }
  return lines.join(" \\\n  ");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
