/** What the demo's own action endpoints do, by the last part of their address. */
export const DEMO_ENDPOINTS = [
  "quick",
  "slow",
  "failing",
  "missing",
  "asynchronous",
  "asynchronous-failing",
  "forgetful",
  "sales",
  "purchases",
  "journals",
  "bank",
  "tape",
  "mail",
] as const;
export type DemoEndpoint = (typeof DEMO_ENDPOINTS)[number];

interface DemoAnswer {
  status: number;
  text: string;
}

/** How a demo endpoint answers a call. */
export interface DemoBehaviour extends DemoAnswer {
  /** Seconds until the answer. */
  afterSeconds: number;
  /** The one callback that follows a 202, or null when none ever comes. */
  callback: { afterSeconds: number; success: boolean; message: string } | null;
  /** What it answers instead to a run that was not started again; null when that makes no difference. */
  firstAnswer: DemoAnswer | null;
}

const AT_ONCE = { afterSeconds: 0, callback: null, firstAnswer: null };

/** An answer that fills the out parameters of the run. */
function outAnswer(out: Record<string, number>): DemoBehaviour {
  return { ...AT_ONCE, status: 200, text: JSON.stringify({ out }) };
}

/** A call that is accepted and reports its end after some seconds. */
function later(text: string, callback: NonNullable<DemoBehaviour["callback"]>): DemoBehaviour {
  return { ...AT_ONCE, status: 202, text, callback };
}

/** Behaviour of each endpoint; `slow` is longer than the synchronous window, so its answer comes late. */
export const DEMO_BEHAVIOUR: Record<DemoEndpoint, DemoBehaviour> = {
  quick: { ...AT_ONCE, status: 200, text: "42 orders validated." },
  slow: { ...AT_ONCE, status: 200, text: "Ledger closed after a long look.", afterSeconds: 20 },
  failing: { ...AT_ONCE, status: 500, text: "Ledger is locked by period close.", afterSeconds: 1 },
  missing: { ...AT_ONCE, status: 404, text: "Cannot POST /demo/endpoints/missing" },
  asynchronous: later("Accepted: 1200 invoices to print.", {
    afterSeconds: 8,
    success: true,
    message: "1200 invoices printed, none left over.",
  }),
  "asynchronous-failing": later("Accepted: archive of last month.", {
    afterSeconds: 5,
    success: false,
    message: "Archive volume is full: 0 bytes left.",
  }),
  forgetful: { ...AT_ONCE, status: 202, text: "Accepted, and then never heard of again." },
  sales: outAnswer({ rows: 1284, total: 96_412.5 }),
  purchases: outAnswer({ rows: 312, total: 41_870.25 }),
  journals: later("Accepted: journals of the day.", {
    afterSeconds: 5,
    success: true,
    message: "1596 journals posted.",
  }),
  bank: {
    ...AT_ONCE,
    status: 200,
    text: "418 statements imported.",
    firstAnswer: { status: 500, text: "The file of the bank is not there yet." },
  },
  tape: later("Accepted: the drive is loaded.", {
    afterSeconds: 4,
    success: true,
    message: "14.2 GB written.",
  }),
  mail: { ...AT_ONCE, status: 200, text: "Sent." },
};

/** True for the endpoints the demo answers at. */
export function isDemoEndpoint(name: string): name is DemoEndpoint {
  return DEMO_ENDPOINTS.some((endpoint) => endpoint === name);
}
