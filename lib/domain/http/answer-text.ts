const UTF8 = new TextDecoder("utf-8");
// Control characters but tab and line ends; NUL is among them, which PostgreSQL refuses.
const CONTROL = /[^\P{Cc}\t\n\r]/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const MAX_OUT_DEPTH = 32;
const MAX_OUT_NODES = 10_000;

export interface AnswerText {
  readonly text: string;
  readonly isTruncated: boolean;
}

/**
 * Text of an endpoint's answer that is safe to store: at most `maxBytes` of UTF-8, never cut inside a character,
 * bytes that are no UTF-8 replaced, control characters other than tab and line ends removed.
 */
export function answerText(bytes: Uint8Array, maxBytes: number): AnswerText {
  const decoded = bytes.length > maxBytes ? prefix(bytes, maxBytes) : UTF8.decode(bytes);
  const text = decoded.replace(CONTROL, "");
  // A replaced byte grows to three, so only the result tells whether the limit holds.
  if (text.length * 3 > maxBytes) {
    const encoded = new TextEncoder().encode(text);
    if (encoded.length > maxBytes) return { text: prefix(encoded, maxBytes), isTruncated: true };
  }
  return { text, isTruncated: bytes.length > maxBytes };
}

/** Any text made storable: no control characters but tab and line ends, no half characters. */
export function cleanText(text: string): string {
  return text.replace(CONTROL, "").replace(LONE_SURROGATE, "\ufffd");
}

/**
 * The out parameters of a JSON answer `{ "out": { name: value } }`, or null when the answer is anything else. Strings
 * are cleaned for storage; an `out` nested deeper than 32 levels or with more than 10,000 values counts as none.
 */
export function outFromAnswer(bytes: Uint8Array): Record<string, unknown> | null {
  if (bytes[0] !== 0x7b) return null;
  const text = UTF8.decode(bytes);
  if (!text.includes('"out"')) return null;
  const answer = parseJson(text);
  const out = isRecord(answer) ? answer.out : null;
  if (!isRecord(out)) return null;
  const budget = { nodes: MAX_OUT_NODES };
  const cleaned = cleanValue(out, 0, budget);
  return isRecord(cleaned) && budget.nodes >= 0 ? cleaned : null;
}

/** The first `maxBytes` bytes as text, without the piece of a character that the cut may leave behind. */
function prefix(bytes: Uint8Array, maxBytes: number): string {
  return new TextDecoder("utf-8").decode(bytes.subarray(0, maxBytes), { stream: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function cleanValue(value: unknown, depth: number, budget: { nodes: number }): unknown {
  budget.nodes -= 1;
  if (depth > MAX_OUT_DEPTH) budget.nodes = -1;
  if (budget.nodes < 0) return null;
  if (typeof value === "string") return cleanText(value);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, depth + 1, budget));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      cleanText(key),
      cleanValue(item, depth + 1, budget),
    ]),
  );
}
