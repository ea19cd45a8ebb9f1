const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Headers that belong to the connection or to the scheduler; a definition's own values for them are not sent. */
const RESERVED = new Set([
  "host",
  "content-length",
  "connection",
  "keep-alive",
  "proxy-connection",
  "proxy-authorization",
  "transfer-encoding",
  "te",
  "trailer",
  "upgrade",
  "expect",
  "accept-encoding",
  "idempotency-key",
]);

/** Whether the scheduler alone sets this header (job-scheduling-api 13: every `x-sap-…` one, host, length, connection). */
export function isReservedHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return lower.startsWith("x-sap-") || RESERVED.has(lower);
}

/** Why a header can't be sent, or null if it can: line breaks, control characters and text beyond Latin-1 are refused. */
export function headerFault(name: string, value: string): string | null {
  if (!TOKEN.test(name)) return "a header name has characters that HTTP does not allow";
  if (!VALUE.test(value)) return `the header "${name}" has characters that HTTP does not allow`;
  return null;
}
