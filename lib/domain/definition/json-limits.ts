/** What a caller's JSON may hold at most; measured before anything else looks at it. */
export interface JsonLimits {
  /** Nesting of objects and arrays. */
  depth: number;
  /** Objects, arrays, members and elements together. */
  values: number;
}

const DEFAULT_LIMITS: JsonLimits = { depth: 32, values: 100_000 };

export interface JsonFault {
  /** Path as in `schedules.0.data`; empty for the value itself. */
  path: string;
  reason: string;
}

interface Step {
  value: unknown;
  depth: number;
  key: string;
  parent: Step | null;
}

/**
 * The first reason a parsed JSON value cannot be stored and returned unchanged, or null: too deep, too many values, a
 * NUL or half a surrogate pair in a text or key, a number beyond the double range, the key `__proto__`. Iterative, so
 * that no depth overflows the stack.
 */
export function jsonFault(root: unknown, limits: JsonLimits = DEFAULT_LIMITS): JsonFault | null {
  const open: Step[] = [{ value: root, depth: 0, key: "", parent: null }];
  let seen = 0;
  for (let step = open.pop(); step !== undefined; step = open.pop()) {
    seen += 1;
    if (seen > limits.values) return { path: "", reason: "holds too many values" };
    const reason = valueFault(step, limits);
    if (reason !== null) return { path: pathOf(step), reason };
    pushChildren(step, open);
  }
  return null;
}

function valueFault(step: Step, limits: JsonLimits): string | null {
  if (step.key === "__proto__") return "is not an allowed property";
  if (textFault(step.key)) return "has a key with characters that are not allowed";
  if (typeof step.value === "string") {
    return textFault(step.value) ? "must not contain NUL or incomplete characters" : null;
  }
  if (typeof step.value === "number") {
    return Number.isFinite(step.value) ? null : "must be a number that can be represented";
  }
  if (typeof step.value === "object" && step.value !== null && step.depth >= limits.depth) {
    return `must not be nested deeper than ${limits.depth} levels`;
  }
  return null;
}

function textFault(text: string): boolean {
  return text.includes("\0") || /\p{Surrogate}/u.test(text);
}

function pushChildren(step: Step, open: Step[]): void {
  if (typeof step.value !== "object" || step.value === null) return;
  const children = Object.entries(step.value);
  for (let index = children.length - 1; index >= 0; index -= 1) {
    const child = children[index];
    if (child === undefined) continue;
    open.push({ key: child[0], value: child[1], depth: step.depth + 1, parent: step });
  }
}

const MAX_PATH_STEPS = 8;

function pathOf(step: Step): string {
  const keys: string[] = [];
  for (let at: Step | null = step; at !== null && at.parent !== null; at = at.parent)
    keys.push(at.key);
  keys.reverse();
  const shown = keys
    .slice(0, MAX_PATH_STEPS)
    .map((key) => key.replace(/[\p{Cc}\p{Surrogate}]/gu, "?").slice(0, 64));
  return keys.length > MAX_PATH_STEPS ? `${shown.join(".")}…` : shown.join(".");
}
