/** One field that differs; `from` is absent where there was nothing, `to` where nothing is left. */
export interface FieldChange {
  /** As in `chain.steps.Load.maxStarts`: entries of a list that have names are called by them. */
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** What tells the entries of a list apart, where they have it; the first that fits. */
const IDENTITIES = ["name", "lock", "event", "server"] as const;

/** Every field in which two JSON values differ, in the order of their fields. */
export function fieldChanges(from: unknown, to: unknown, path = ""): FieldChange[] {
  if (isSameJson(from, to)) return [];
  if (isFields(from) && isFields(to)) return changesOfFields(from, to, path);
  if (Array.isArray(from) && Array.isArray(to)) return changesOfLists(from, to, path);
  return [
    {
      path,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
    },
  ];
}

function changesOfFields(from: Fields, to: Fields, path: string): FieldChange[] {
  const fields = new Set([...Object.keys(from), ...Object.keys(to)]);
  return [...fields].flatMap((field) =>
    fieldChanges(own(from, field), own(to, field), path === "" ? field : `${path}.${field}`),
  );
}

function changesOfLists(
  from: readonly unknown[],
  to: readonly unknown[],
  path: string,
): FieldChange[] {
  const before = named(from);
  const after = before && named(to, before.identity);
  if (!before || !after) return [{ path, from, to }];
  const changes = changesOfFields(before.entries, after.entries, path);
  const kept = (names: readonly string[], others: Fields) =>
    names.filter((name) => Object.hasOwn(others, name));
  const order = { from: kept(before.names, after.entries), to: kept(after.names, before.entries) };
  return isSameJson(order.from, order.to) ? changes : [...changes, { path, ...order }];
}

interface NamedList {
  readonly identity: (typeof IDENTITIES)[number];
  readonly names: readonly string[];
  readonly entries: Fields;
}

/** A list whose entries are told apart by one of their fields; null for every other. */
function named(list: readonly unknown[], wanted?: (typeof IDENTITIES)[number]): NamedList | null {
  if (!list.every(isFields)) return null;
  for (const identity of wanted ? [wanted] : IDENTITIES) {
    const names = list.map((entry) => own(entry, identity));
    if (!names.every((name) => typeof name === "string")) continue;
    if (new Set(names).size < names.length) continue;
    const entries = Object.fromEntries(list.map((entry) => [String(own(entry, identity)), entry]));
    return { identity, names, entries };
  }
  return null;
}

/** True for JSON values that say the same; the order of the fields of an object does not matter. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    return (
      one.length === other.length && one.every((entry, index) => isSameJson(entry, other[index]))
    );
  }
  if (!isFields(one) || !isFields(other)) return false;
  const fields = Object.keys(one);
  return (
    fields.length === Object.keys(other).length &&
    fields.every((field) => Object.hasOwn(other, field) && isSameJson(one[field], other[field]))
  );
}

function own(fields: Fields, field: string): unknown {
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
