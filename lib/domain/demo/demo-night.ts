import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";
import { nightlyBackup, nightlyClose } from "./demo-chains";
import {
  type AddressOf,
  type DemoDefinition,
  type DemoParameters,
  PERIOD,
} from "./demo-definition";

const COUNTS: DemoParameters = [
  { name: "rows", direction: "out", type: "number" },
  { name: "total", direction: "out", type: "number" },
];
const ON_LEDGER: DefinitionPropertiesInput = { locks: [{ lock: "LEDGER" }] };

/**
 * The definitions of the demo that wait at gates and run in chains, each after those it calls. They refer to the gates
 * of demo-gates.ts.
 */
export function demoNight(at: AddressOf): DemoDefinition[] {
  return [
    ...collecting(at),
    ...ledger(at),
    ...backup(at),
    nightlyBackup(),
    {
      name: "SEND_CLOSE_REPORT",
      description: "Tells the controllers that the day is closed.",
      url: at("mail"),
      properties: {
        parameters: [PERIOD, { name: "rows", type: "number" }, { name: "total", type: "number" }],
      },
      runs: null,
    },
    nightlyClose(),
    ...invoices(at),
    ...untilOpen(at),
  ];
}

function collecting(at: AddressOf): DemoDefinition[] {
  const properties = { parameters: [PERIOD, ...COUNTS] };
  const inNight = { queue: "NIGHT", properties, runs: null };
  return [
    {
      ...inNight,
      name: "COLLECT_SALES",
      description: "Counts the sales of the day and gives their number and total.",
      url: at("sales"),
    },
    {
      ...inNight,
      name: "COLLECT_PURCHASES",
      description: "Counts the purchases of the day and gives their number and total.",
      url: at("purchases"),
    },
  ];
}

/** Two of them write to the ledger and start at the same time, so that one always waits for the other. */
function ledger(at: AddressOf): DemoDefinition[] {
  return [
    {
      name: "RECONCILE_LEDGER",
      description: "Has the ledger to itself for ten seconds.",
      kind: "wait",
      queue: "NIGHT",
      properties: { ...ON_LEDGER, wait: { seconds: 10 } },
      schedules: [{ cron: "* * * * * */10 0", description: "every tenth minute" }],
      runs: "now",
    },
    {
      name: "POST_JOURNALS",
      description: "Writes to the ledger, and waits while another job does.",
      url: at("journals"),
      queue: "NIGHT",
      properties: {
        ...ON_LEDGER,
        parameters: [PERIOD, { name: "rows", type: "number" }],
        runtimeLimit: { maxSeconds: 600 },
      },
      schedules: [{ cron: "* * * * * */10 5", description: "five seconds after the reconciling" }],
      runs: "now",
    },
    {
      name: "IMPORT_BANK_STATEMENTS",
      description: "Fails at first, because the file is late; succeeds when it is started again.",
      url: at("bank"),
      queue: "NIGHT",
      properties: { parameters: [PERIOD] },
      runs: null,
    },
    {
      name: "ROLL_PERIOD",
      description: "Opens the next period.",
      url: at("quick"),
      queue: "NIGHT",
      properties: { ...ON_LEDGER, parameters: [PERIOD] },
      runs: null,
    },
  ];
}

/** Together they ask for more drives than there are, so that one waits for the other. */
function backup(at: AddressOf): DemoDefinition[] {
  const onDrives = (units: number): DefinitionPropertiesInput => ({
    locks: [{ lock: "TAPE_DRIVES", units }],
  });
  const onTape = { url: at("tape"), runs: null };
  return [
    {
      ...onTape,
      name: "BACKUP_DATABASE",
      description: "Needs two tape drives.",
      properties: onDrives(2),
    },
    {
      ...onTape,
      name: "BACKUP_DOCUMENTS",
      description: "Needs two tape drives too; there are three.",
      properties: onDrives(2),
    },
    {
      ...onTape,
      name: "VERIFY_TAPES",
      description: "Reads the tapes once more, on one drive.",
      properties: onDrives(1),
    },
  ];
}

function invoices(at: AddressOf): DemoDefinition[] {
  return [
    {
      name: "SEND_REMINDERS",
      description: "Waits for the event INVOICES_IN, and takes it away when it goes on.",
      url: at("mail"),
      properties: { waitEvents: [{ event: "INVOICES_IN", clear: true, autoSubmit: "OnlyOne" }] },
      runs: "now",
    },
    {
      name: "RECEIVE_INVOICES",
      description: "Raises the event INVOICES_IN when it is done.",
      url: at("quick"),
      properties: {
        raiseEvents: [{ event: "INVOICES_IN", comment: "The invoices of today" }],
      },
      schedules: [{ cron: "* * * * 21 30 0", description: "every evening at half past nine" }],
      runs: null,
    },
  ];
}

function untilOpen(at: AddressOf): DemoDefinition[] {
  return [
    {
      name: "MAIL_STATEMENTS",
      description: "Starts in office hours only; at night it waits for the morning.",
      url: at("mail"),
      properties: { timeWindow: "OFFICE_HOURS" },
      runs: "now",
    },
    {
      name: "COMPRESS_TABLES",
      description: "Stands in a queue that is held.",
      kind: "wait",
      queue: "MAINTENANCE",
      properties: { wait: { seconds: 60 } },
      runs: "now",
    },
  ];
}
