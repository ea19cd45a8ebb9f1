import type { DefinitionInput } from "@/lib/domain/definition/definition-input";

/** What the demo's own action endpoints do, by the last part of their address. */
export const DEMO_ENDPOINTS = [
  "quick",
  "slow",
  "failing",
  "missing",
  "asynchronous",
  "asynchronous-failing",
  "forgetful",
] as const;
export type DemoEndpoint = (typeof DEMO_ENDPOINTS)[number];

/** How a demo endpoint answers a call. */
export interface DemoBehaviour {
  status: number;
  text: string;
  /** Seconds until the answer. */
  afterSeconds: number;
  /** The one callback that follows a 202, or null when none ever comes. */
  callback: { afterSeconds: number; success: boolean; message: string } | null;
}

/** Behaviour of each endpoint; `slow` is longer than the synchronous window, so its answer comes late. */
export const DEMO_BEHAVIOUR: Record<DemoEndpoint, DemoBehaviour> = {
  quick: { status: 200, text: "42 orders validated.", afterSeconds: 0, callback: null },
  slow: { status: 200, text: "Ledger closed after a long look.", afterSeconds: 20, callback: null },
  failing: {
    status: 500,
    text: "Ledger is locked by period close.",
    afterSeconds: 1,
    callback: null,
  },
  missing: {
    status: 404,
    text: "Cannot POST /demo/endpoints/missing",
    afterSeconds: 0,
    callback: null,
  },
  asynchronous: {
    status: 202,
    text: "Accepted: 1200 invoices to print.",
    afterSeconds: 0,
    callback: { afterSeconds: 8, success: true, message: "1200 invoices printed, none left over." },
  },
  "asynchronous-failing": {
    status: 202,
    text: "Accepted: archive of last month.",
    afterSeconds: 0,
    callback: { afterSeconds: 5, success: false, message: "Archive volume is full: 0 bytes left." },
  },
  forgetful: {
    status: 202,
    text: "Accepted, and then never heard of again.",
    afterSeconds: 0,
    callback: null,
  },
};

interface DemoDefinition extends DefinitionInput {
  /** Run once as soon as the landscape is loaded. */
  runNow: boolean;
}

const NOWHERE_PORT = 9;

/** The definitions of the demo, each with its schedule; `origin` is where the demo endpoints answer. */
export function demoLandscape(origin: string): DemoDefinition[] {
  const at = (endpoint: DemoEndpoint) => `${origin}/demo/endpoints/${endpoint}`;
  return [
    {
      name: "VALIDATE_ORDERS",
      description: "Answers at once.",
      url: at("quick"),
      schedules: [
        {
          cron: "* * * * * * */10",
          description: "every ten seconds",
          parameters: { plant: "1000" },
        },
        { repeatAt: "2.30am", description: "the nightly pass", parameters: { plant: "2000" } },
      ],
      runNow: true,
    },
    {
      name: "CLOSE_LEDGER",
      description: "Answers only after the synchronous window of 15 seconds: late, but in time.",
      url: at("slow"),
      schedules: [{ repeatInterval: "1 minute", description: "a minute after its last start" }],
      runNow: true,
    },
    {
      name: "POST_DEPRECIATION",
      description: "Its endpoint answers 500.",
      url: at("failing"),
      schedules: [{ cron: "* * * * * * 20", description: "once a minute" }],
      runNow: true,
    },
    {
      name: "SYNC_CUSTOMERS",
      description: "Its endpoint does not exist: 404.",
      url: at("missing"),
      schedules: [{ cron: "* * * * * */2 40", description: "every second minute" }],
      runNow: true,
    },
    {
      name: "PRINT_INVOICES",
      description: "Accepts the work and reports success eight seconds later.",
      url: at("asynchronous"),
      schedules: [{ cron: "* * * * * * 5,35", description: "twice a minute" }],
      runNow: true,
    },
    {
      name: "ARCHIVE_DOCUMENTS",
      description: "Accepts the work and reports a failure five seconds later.",
      url: at("asynchronous-failing"),
      schedules: [{ cron: "* * * * * */3 50", description: "every third minute" }],
      runNow: true,
    },
    {
      name: "TRANSFER_BANK_FILES",
      description: "Accepts the work and never reports: ends Unknown after 20 seconds.",
      url: at("forgetful"),
      asynchronousSeconds: 20,
      schedules: [{ cron: "* * * * * */5 15", description: "every fifth minute" }],
      runNow: true,
    },
    {
      name: "CALL_OLD_HOST",
      description: "Nothing listens at its address.",
      url: `http://localhost:${NOWHERE_PORT}/old`,
      schedules: [{ cron: "* * * * * */4 30", description: "every fourth minute" }],
      runNow: true,
    },
    {
      name: "REORGANISE_SPOOL",
      description: "Submitted on hold: an operator releases it.",
      url: at("quick"),
      hold: true,
      priority: 20,
      schedules: [{ cron: "* * * sun 3 0 0", description: "Sundays at three" }],
      runNow: true,
    },
    {
      name: "YEAR_END_CLOSING",
      description: "Waits for its day; its schedule is switched off until then.",
      url: at("quick"),
      priority: 90,
      schedules: [
        { cron: "* 12 31 * 23 0 0", description: "the last evening of the year", active: false },
      ],
      runNow: false,
    },
  ];
}
