import type { AddressOf, DemoDefinition } from "./demo-definition";
import type { DemoEndpoint } from "./demo-endpoints";
import { demoNight } from "./demo-night";

const NOWHERE_PORT = 9;

/** The definitions of the demo with their schedules, each after those it calls; `origin` is where the demo endpoints answer. */
export function demoLandscape(origin: string): DemoDefinition[] {
  const at = (endpoint: DemoEndpoint) => `${origin}/demo/endpoints/${endpoint}`;
  return [...outcomes(at), ...demoNight(at)];
}

/** One definition for every way a run can end. */
function outcomes(at: AddressOf): DemoDefinition[] {
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
      runs: "now",
    },
    {
      name: "CLOSE_LEDGER",
      description: "Answers only after the synchronous window of 15 seconds: late, but in time.",
      url: at("slow"),
      schedules: [{ repeatInterval: "1 minute", description: "a minute after its last start" }],
      runs: "now",
    },
    {
      name: "POST_DEPRECIATION",
      description: "Its endpoint answers 500.",
      url: at("failing"),
      schedules: [{ cron: "* * * * * * 20", description: "once a minute" }],
      runs: "now",
    },
    {
      name: "SYNC_CUSTOMERS",
      description: "Its endpoint does not exist: 404.",
      url: at("missing"),
      schedules: [{ cron: "* * * * * */2 40", description: "every second minute" }],
      runs: "now",
    },
    {
      name: "PRINT_INVOICES",
      description: "Accepts the work and reports success eight seconds later.",
      url: at("asynchronous"),
      schedules: [{ cron: "* * * * * * 5,35", description: "twice a minute" }],
      runs: "now",
    },
    {
      name: "ARCHIVE_DOCUMENTS",
      description: "Accepts the work and reports a failure five seconds later.",
      url: at("asynchronous-failing"),
      schedules: [{ cron: "* * * * * */3 50", description: "every third minute" }],
      runs: "now",
    },
    {
      name: "TRANSFER_BANK_FILES",
      description: "Accepts the work and never reports: ends Unknown after 20 seconds.",
      url: at("forgetful"),
      asynchronousSeconds: 20,
      schedules: [{ cron: "* * * * * */5 15", description: "every fifth minute" }],
      runs: "now",
    },
    {
      name: "CALL_OLD_HOST",
      description: "Nothing listens at its address.",
      url: `http://localhost:${NOWHERE_PORT}/old`,
      schedules: [{ cron: "* * * * * */4 30", description: "every fourth minute" }],
      runs: "now",
    },
    {
      name: "REORGANISE_SPOOL",
      description: "Submitted on hold: an operator releases it.",
      url: at("quick"),
      hold: true,
      priority: 20,
      schedules: [{ cron: "* * * sun 3 0 0", description: "Sundays at three" }],
      runs: "now",
    },
    {
      name: "YEAR_END_CLOSING",
      description: "Waits for its day; its schedule is switched off until then.",
      url: at("quick"),
      priority: 90,
      schedules: [
        { cron: "* 12 31 * 23 0 0", description: "the last evening of the year", active: false },
      ],
      runs: "later",
    },
  ];
}
