import { defineConfig } from "@playwright/test";
import { APPLICATION_URL } from "./e2e/application";
import { findBrowser } from "./e2e/browser";
import { freePort } from "./e2e/free-port";

// Workers read this file too and inherit the address that the first reading chose.
process.env[APPLICATION_URL] ??= `http://localhost:${await freePort()}`;
const { executablePath, args, env } = await findBrowser();

export default defineConfig({
  testDir: "e2e",
  globalSetup: "./e2e/start-application.ts",
  timeout: 60_000,
  expect: { timeout: 10_000 },
  workers: 1,
  forbidOnly: process.env.CI !== undefined,
  reporter: "list",
  outputDir: "test-results/journeys",
  use: {
    baseURL: process.env[APPLICATION_URL],
    browserName: "chromium",
    launchOptions: { executablePath, args, env },
    locale: "en-GB",
    timezoneId: "UTC",
    screenshot: "only-on-failure",
    trace: "retain-on-failure",
  },
});
