/** The first words of names; every other first word is the name of a step. */
export const ROOTS = [
  "Time",
  "Event",
  "Repository",
  "Math",
  "Range",
  "Chain",
  "Parameters",
  "Out",
  "returnCode",
] as const;
export type Root = (typeof ROOTS)[number];

interface Use {
  /** Where such an expression stands, for sentences. */
  readonly place: string;
  readonly roots: readonly Root[];
}

const IN_A_CHAIN = ["Time", "Event", "Math", "Range", "Chain", "Out"] as const;

/** Where an expression may stand and what it may refer to there (run-states-and-chains 2.3 and 2.4). */
const USES = {
  precondition: { place: "the precondition of a step", roots: IN_A_CHAIN },
  callPrecondition: { place: "the precondition of a call", roots: [...IN_A_CHAIN, "Repository"] },
  mapping: { place: "a value of a call", roots: IN_A_CHAIN },
  /** Whether a call is on hold or disabled. */
  scheduling: { place: "the scheduling of a call", roots: IN_A_CHAIN },
  /** A definition knows nothing of the chains it is called in. */
  default: {
    place: "the default of a parameter",
    roots: ["Time", "Event", "Math", "Range", "Parameters"],
  },
  /** What is said when a run raises an event. */
  comment: { place: "the comment of an event", roots: ["Time", "Math", "Range", "Parameters"] },
  /** Neither clock nor events: the same code means the same whenever it is looked at. */
  returnCode: { place: "the rule for return codes", roots: ["Math", "Range", "returnCode"] },
} as const satisfies Record<string, Use>;

export type ExpressionUse = keyof typeof USES;

/** What expressions of this use may refer to. */
export function rulesFor(use: ExpressionUse): Use {
  return USES[use];
}
