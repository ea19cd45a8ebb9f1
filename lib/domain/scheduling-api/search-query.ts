import { AppError } from "@/lib/domain/errors";

export type Comparison = "<" | ">" | "<=" | ">=";

/** A search in the language of job-scheduling-api 7.5; everything in it must hold. */
export interface SearchQuery {
  words: readonly string[];
  active: boolean | null;
  times: readonly { field: "startTime" | "endTime"; comparison: Comparison; at: Date }[];
}

const MAX_QUERY_LENGTH = 1000;
const MAX_TOKENS = 50;
const QUALIFIER = /^([A-Za-z_]\w*):(?!\/\/)(.*)$/s;
const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?$/;

/** Reads `q`: blank-separated words and qualifiers. Throws `invalid` with the documented texts. */
export function parseSearchQuery(q: string | null): SearchQuery {
  const tokens = (q ?? "").split(/\s+/).filter((token) => token !== "");
  if (tokens.length === 0) throw refused("Search query not provided");
  if ((q ?? "").length > MAX_QUERY_LENGTH || tokens.length > MAX_TOKENS)
    throw refused("Search query too long");
  const words: string[] = [];
  const times: SearchQuery["times"][number][] = [];
  let active: boolean | null = null;
  for (const token of tokens) {
    const qualifier = QUALIFIER.exec(token);
    if (qualifier === null) {
      words.push(token);
      continue;
    }
    const [, field = "", value = ""] = qualifier;
    if (field === "active") active = readActive(value);
    else if (field === "startTime" || field === "endTime")
      times.push({ field, ...readComparison(field, value) });
    else throw refused("Field not recognized");
  }
  return { words, active, times };
}

function readActive(value: string): boolean {
  if (value === "true") return true;
  if (value === "false") return false;
  throw refused("active must be true or false");
}

function readComparison(field: string, value: string): { comparison: Comparison; at: Date } {
  const match = /^(<=|>=|<|>)(.*)$/s.exec(value);
  if (match === null) throw refused(`Operator not specified for ${field}`);
  const [, comparison, text = ""] = match;
  const at = new Date(text.includes("T") ? `${text}Z` : `${text}T00:00:00Z`);
  if (!DATE.test(text) || !isRealDate(at, text)) {
    throw refused("Date format must be YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD");
  }
  return { comparison: comparison as Comparison, at };
}

/** Refuses dates that a Date would carry over, such as 30 February, and year 0, which PostgreSQL does not know. */
function isRealDate(at: Date, text: string): boolean {
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1) return false;
  return at.toISOString().startsWith(text);
}

function refused(reason: string): AppError {
  return new AppError("invalid", reason, { field: "q" });
}
