import { readFileSync } from "node:fs";

/** Names of the variables by which the start of the application tells the journeys about it. */
export const APPLICATION_URL = "STELLWERK_E2E_URL";
export const START_OUTPUT = "STELLWERK_E2E_OUTPUT";

/** Who the first journey creates, and where its session is kept for the others. */
export const ADMINISTRATOR = { user: "ada", password: "correct horse battery" };
export const SESSION_FILE = "test-results/administrator.json";

/** The API credential the application is started with; used by the journeys without a browser. */
export const API_LOGIN = { user: "journeys", password: "only-for-these-journeys" };

/** Address of the application under test. */
export function applicationUrl(): string {
  return process.env[APPLICATION_URL] ?? "";
}

/** What the application printed when it started, the one-time link for the first administrator included. */
export function startOutput(): string {
  return readFileSync(process.env[START_OUTPUT] ?? "", "utf8");
}
