import {
  INITIAL_STATE,
  isFinal,
  RUN_STATES,
  RUN_TRANSITIONS,
  type RunState,
  STAGES,
  STATE_MEANING,
  stageOf,
  statesIn,
} from "./run-state";
import { vocabulariesOf } from "./vocabularies";

/** Colours of the stages; readable on light and dark pages. */
const STAGE_STYLE = {
  initial: "fill:#e5e7eb,stroke:#6b7280,color:#111827",
  "pre-running": "fill:#fde68a,stroke:#b45309,color:#111827",
  running: "fill:#bfdbfe,stroke:#1d4ed8,color:#111827",
  final: "fill:#d1fae5,stroke:#047857,color:#111827",
} as const;

/** The document docs/run-states.md: the state table as a diagram and in words, made from the table itself. */
export function runStatesDocument(): string {
  return [
    "# Run states",
    "Made from `lib/domain/run/run-state.ts` by `npx tsx scripts/run-states-doc.ts`; a test fails when the two differ.",
    "A run only ever moves along this table. It never returns to an earlier stage, and a final state never changes: a restart is a new run.",
    "## Diagram",
    "Grey: initial, amber: pre-running, blue: running, green: final. Arrows into Canceling, which almost every state before Running has, are left out; the table has them.",
    diagram(),
    "## States",
    statesTable(),
    "## Moves",
    movesTable(),
    "",
  ].join("\n\n");
}

function diagram(): string {
  const colours = STAGES.flatMap((stage) => {
    const name = stage.replace("-", "");
    return [
      `  classDef ${name} ${STAGE_STYLE[stage]}`,
      `  class ${statesIn(stage).join(",")} ${name}`,
    ];
  });
  const arrows = [
    ...new Set(
      moves()
        .filter(([, to]) => to !== "Canceling")
        .map(([from, to]) => `  ${from} --> ${to}`),
    ),
  ];
  const ends = RUN_STATES.filter(isFinal).map((state) => `  ${state} --> [*]`);
  const lines = [
    "stateDiagram-v2",
    "  direction LR",
    `  [*] --> ${INITIAL_STATE}`,
    ...arrows,
    ...ends,
    ...colours,
  ];
  return ["```mermaid", ...lines, "```"].join("\n");
}

function moves(): (readonly [RunState, RunState])[] {
  return RUN_TRANSITIONS.flatMap(({ from, to }) =>
    from.flatMap((source) => to.map((target) => [source, target] as const)),
  );
}

function statesTable(): string {
  const rows = RUN_STATES.map((state) => {
    const words = vocabulariesOf({ state, detail: null, reason: null });
    const { runStatus, runState } = words.schedulingApi;
    return [
      state,
      stageOf(state),
      STATE_MEANING[state],
      words.backgroundJob,
      `${runStatus} / ${runState}`,
      words.command,
      words.workload,
    ];
  });
  return table(
    ["State", "Stage", "Meaning", "Letter", "Scheduling API", "Command", "Workload"],
    rows,
  );
}

function movesTable(): string {
  const first = ["1", "(submission)", INITIAL_STATE, "request"];
  const rows = RUN_TRANSITIONS.map(({ row, from, to, trigger }) => [
    String(row),
    from.join(", "),
    to.join(", "),
    trigger,
  ]);
  return table(["Row", "From", "To", "When"], [first, ...rows]);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
