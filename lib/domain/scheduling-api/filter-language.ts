import { AppError } from "@/lib/domain/errors";

const PROPERTIES = ["name", "subDomain", "tenantId"] as const;

/** One condition of a filter. */
export interface FilterTerm {
  property: (typeof PROPERTIES)[number];
  operator: "contains" | "eq";
  text: string;
}

/** A filter as alternatives of terms that must all hold: `and` binds tighter than `or`. */
export type JobFilter = readonly (readonly FilterTerm[])[];

const MAX_TERMS = 50;
const TEXT = "'((?:[^']|'')*)'";
const CONTAINS = new RegExp(`^contains\\(\\s*(\\w+)\\s*,\\s*${TEXT}\\s*\\)`);
const EQUALS = new RegExp(`^(\\w+)\\s+eq\\s+${TEXT}`);
const JOINT = /^\s+(and|or)\s+/;

/**
 * Reads the filter of `GET /jobs` (job-scheduling-api 5.6): `contains(<property>, '<text>')` and `<property> eq
 * '<text>'` joined by `and` and `or`, a quote inside a text doubled. Throws `invalid` for anything else.
 */
export function parseJobFilter(source: string): JobFilter {
  const alternatives: FilterTerm[][] = [[]];
  let rest = source.trim();
  for (let count = 1; ; count += 1) {
    if (count > MAX_TERMS) throw refused(`holds more than ${MAX_TERMS} terms`);
    const { term, length } = readTerm(rest);
    alternatives.at(-1)?.push(term);
    rest = rest.slice(length);
    if (rest === "") return alternatives;
    const joint = JOINT.exec(rest);
    if (joint === null) throw refused(`expects "and" or "or" at "${rest.trim().slice(0, 40)}"`);
    if (joint[1] === "or") alternatives.push([]);
    rest = rest.slice(joint[0].length);
  }
}

function readTerm(source: string): { term: FilterTerm; length: number } {
  const contains = CONTAINS.exec(source);
  const match = contains ?? EQUALS.exec(source);
  if (match === null) {
    throw refused(
      source === ""
        ? "ends too early"
        : `expects contains(<property>, '<text>') or <property> eq '<text>' at "${source.slice(0, 40)}"`,
    );
  }
  const property = PROPERTIES.find((candidate) => candidate === match[1]);
  if (property === undefined)
    throw refused(`knows the properties ${PROPERTIES.join(", ")}, not "${match[1]}"`);
  const text = (match[2] ?? "").replaceAll("''", "'");
  return {
    term: { property, operator: contains ? "contains" : "eq", text },
    length: match[0].length,
  };
}

function refused(reason: string): AppError {
  return new AppError("invalid", `Invalid filter: it ${reason}`, { field: "filter" });
}
