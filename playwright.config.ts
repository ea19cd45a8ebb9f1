import { defineConfig } from "@playwright/test";
import { API_LOGIN, APPLICATION_URL, SESSION_FILE } from "./e2e/application";
import { findBrowser } from "./e2e/browser";
import { freePort } from "./e2e/free-port";

// Workers read this file too and inherit the address that the first reading chose.
process.env[APPLICATION_URL] ??= `http://localhost:${await freePort()}`;
process.env.STELLWERK_API_USER = API_LOGIN.user;
process.env.STELLWERK_API_PASSWORD = API_LOGIN.password;
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
  projects: [
    { name: "first start", testMatch: "first-sign-in.spec.ts" },
    {
      name: "journeys",
      testIgnore: "first-sign-in.spec.ts",
      dependencies: ["first start"],
      use: { storageState: SESSION_FILE },
    },
  ],
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
