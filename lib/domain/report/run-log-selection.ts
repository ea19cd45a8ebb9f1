import type { RunState } from "@/lib/domain/run/run-state";

/** Runs one report or one download of logs covers at most. */
export const MAX_REPORT_RUNS = 10_000;
/** The longest period a report may be asked for. */
export const MAX_REPORT_DAYS = 92;

const DAY_MS = 86_400_000;

/** What a report is asked for; an end that is left out is now, a beginning a day before the end. */
export interface ReportWish {
  /** Exact name of a definition: all its runs, also those that are calls of a chain. */
  definition?: string | undefined;
  /** Pattern of a definition's name or job name, `*` for any characters. */
  name?: string | undefined;
  state?: readonly RunState[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
}

/** Which runs a report lists: those submitted from `from` on and before `to`. */
export interface ReportSelection {
  definition: string | null;
  name: string | null;
  states: readonly RunState[] | null;
  from: Date;
  to: Date;
}

type SelectionResult =
  | { ok: true; selection: ReportSelection }
  | { ok: false; field: "definition" | "from" | "to"; reason: string };

/** The selection of a wish read at `now`, or what is wrong with its period. */
export function reportSelectionFrom(wish: ReportWish, now: Date): SelectionResult {
  const to = wish.to ?? (wish.from && wish.from > now ? wish.from : now);
  const from = wish.from ?? new Date(to.getTime() - DAY_MS);
  if (wish.definition !== undefined && wish.name !== undefined) {
    return {
      ok: false,
      field: "definition",
      reason: "may not be given together with a pattern of names",
    };
  }
  if (from >= to) return { ok: false, field: "from", reason: "must lie before the end" };
  if (to.getTime() - from.getTime() > MAX_REPORT_DAYS * DAY_MS) {
    return {
      ok: false,
      field: "from",
      reason: `must lie at most ${MAX_REPORT_DAYS} days before the end`,
    };
  }
  const isAnyName = wish.name === undefined || /^\**$/.test(wish.name);
  return {
    ok: true,
    selection: {
      definition: wish.definition ?? null,
      name: isAnyName ? null : (wish.name ?? null),
      states: wish.state && wish.state.length > 0 ? [...new Set(wish.state)] : null,
      from,
      to,
    },
  };
}

/** The selection in words: `Runs of CLOSE_BOOKS in state Error, submitted from … until …`. */
export function selectionWords({ definition, name, states, from, to }: ReportSelection): string {
  const whose =
    definition !== null
      ? `Runs of ${definition}`
      : name !== null
        ? `Runs of jobs named ${name}`
        : "All runs";
  const which = states === null ? "" : ` in state ${states.join(", ")}`;
  return `${whose}${which}, submitted from ${instantWords(from)} until ${instantWords(to)}`;
}

/** `2026-11-20 02:00:00 UTC`; with milliseconds where there are any. */
export function instantWords(at: Date): string {
  return at.toISOString().replace("T", " ").replace(".000Z", "Z").replace("Z", " UTC");
}

/** Start of the names of files made of a selection: letters, digits, `.`, `_` and `-` only. */
export function selectionFileName({ definition, name, from, to }: ReportSelection): string {
  const subject = (definition ?? name ?? "all").replaceAll(/[^A-Za-z0-9._-]+/g, "_").slice(0, 60);
  const day = (at: Date) => at.toISOString().slice(0, 16).replaceAll(/[-:]/g, "");
  return `${subject}_${day(from)}_${day(to)}`;
}
