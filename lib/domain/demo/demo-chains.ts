import type { ChainDefinitionInput } from "@/lib/domain/chain/chain-definition";
import { type DemoDefinition, PERIOD } from "./demo-definition";

type Steps = ChainDefinitionInput["steps"];

const PERIOD_OF_CHAIN = { period: "=Chain.period" };
const ALL_ROWS = "=COLLECT.SALES.rows + COLLECT.PURCHASES.rows";

const BACKUP_STEPS: Steps = [
  {
    name: "WRITE",
    description: "Both want two of the three drives, so one waits for the other.",
    calls: [
      { name: "DATABASE", definition: "BACKUP_DATABASE" },
      { name: "DOCUMENTS", definition: "BACKUP_DOCUMENTS" },
    ],
  },
  { name: "VERIFY", calls: [{ name: "TAPES", definition: "VERIFY_TAPES" }] },
];

const CLOSE_STEPS: Steps = [
  {
    name: "COLLECT",
    description: "Counts what came in.",
    calls: [
      { name: "SALES", definition: "COLLECT_SALES", parameters: PERIOD_OF_CHAIN },
      { name: "PURCHASES", definition: "COLLECT_PURCHASES", parameters: PERIOD_OF_CHAIN },
    ],
  },
  {
    name: "POST",
    description: "Writes it down; asks an operator when something fails.",
    maxStarts: 3,
    handlers: [
      {
        on: "Error",
        action: "RequestRestart",
        message: "The file of the bank may be late. Is it there? Then restart what failed.",
      },
    ],
    calls: [
      {
        name: "JOURNALS",
        definition: "POST_JOURNALS",
        parameters: { ...PERIOD_OF_CHAIN, rows: ALL_ROWS },
      },
      { name: "BANK", definition: "IMPORT_BANK_STATEMENTS", parameters: PERIOD_OF_CHAIN },
    ],
  },
  {
    name: "MONTH_END",
    description: "Only on the last day of the month; Skipped on all others.",
    precondition: { window: "MONTH_END" },
    calls: [{ name: "PERIOD", definition: "ROLL_PERIOD", parameters: PERIOD_OF_CHAIN }],
  },
  {
    name: "FINISH",
    description: "Backs up and reports at the same time.",
    calls: [
      { name: "BACKUP", definition: "NIGHTLY_BACKUP" },
      {
        name: "REPORT",
        definition: "SEND_CLOSE_REPORT",
        parameters: {
          ...PERIOD_OF_CHAIN,
          rows: ALL_ROWS,
          total: "=COLLECT.SALES.total - COLLECT.PURCHASES.total",
        },
      },
    ],
  },
];

/** A chain of two steps that runs by itself, and as a call of the nightly close. */
export function nightlyBackup(): DemoDefinition {
  return {
    name: "NIGHTLY_BACKUP",
    description: "Writes to tape and reads it back.",
    kind: "chain",
    properties: { chain: { steps: BACKUP_STEPS } },
    runs: "now",
  };
}

/** The chain of the demo: parallel calls, a question to an operator, a precondition, a chain inside, values handed on. */
export function nightlyClose(): DemoDefinition {
  return {
    name: "NIGHTLY_CLOSE",
    description:
      "Closes the day: collects, posts, rolls the period at the end of a month, reports.",
    kind: "chain",
    queue: "NIGHT",
    priority: 60,
    properties: { parameters: [PERIOD], chain: { steps: CLOSE_STEPS } },
    schedules: [{ cron: "* * * * 22 0 0", description: "every evening at ten" }],
    runs: "now",
  };
}
