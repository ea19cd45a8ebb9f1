import type { ExpressionProblem } from "./expression";

/** Ends the parsing or evaluation of one expression; never leaves this folder. */
class ExpressionFault extends Error {
  readonly position: number;

  constructor(position: number, reason: string) {
    super(reason);
    this.position = position;
  }
}

/** Gives up with a position (from 1) and a sentence; only inside {@link attempt}. */
export function refuse(position: number, reason: string): never {
  throw new ExpressionFault(position, reason);
}

/** What the work returns, or what it refused. Other errors pass. */
export function attempt<T>(
  work: () => T,
): { ok: true; value: T } | ({ ok: false } & ExpressionProblem) {
  try {
    return { ok: true, value: work() };
  } catch (error) {
    if (!(error instanceof ExpressionFault)) throw error;
    return { ok: false, position: error.position, reason: error.message };
  }
}
