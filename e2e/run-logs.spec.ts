import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { type Endpoint, httpEndpoint } from "../lib/testing/endpoints";
import { type NativeApi, nativeApi } from "./native-api";

const HOSTILE = "<b>not bold</b> \u001b[31mred\u001b[0m";
let endpoint: Endpoint;
let api: NativeApi;

test.beforeAll(async () => {
  endpoint = await httpEndpoint((request, response) => {
    const isBad = request.url === "/bad";
    response.writeHead(isBad ? 500 : 200, { "content-type": "text/plain" }).end(HOSTILE);
  });
});
test.afterAll(() => endpoint.close());
test.beforeEach(({ page }) => {
  api = nativeApi(page.request);
});

async function saved(page: Page, link: string): Promise<Buffer> {
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: link, exact: true }).click();
  return readFileSync(await (await download).path());
}

test("a log is searched, narrowed by keys and linked to line by line; what an endpoint says stays text", async ({
  page,
}) => {
  await api.http("LOG_TEXT", `${endpoint.url}/good`);
  const run = await api.submit("LOG_TEXT");
  await api.until(run, "Completed");
  await page.goto(`/runs/${run}?tab=log`);
  const log = page.getByRole("log");
  await expect(log.getByText("<b>not bold</b>")).toBeVisible();
  await page.getByRole("searchbox", { name: "Search in the log" }).fill("NOT BOLD");
  await expect(page.getByText("1 of 1")).toBeVisible();
  await expect(log.locator("mark").first()).toHaveText("not bold");
  await page.getByRole("button", { name: "Time since the beginning" }).click();
  await expect(log.getByText(/^\+0:00\.\d{3}$/).first()).toBeVisible();
  await log.getByRole("link", { name: "Link to line 1", exact: true }).click();
  await expect(page).toHaveURL(/#L1$/);
  await log.press("4");
  await expect(page.getByText("No line of this level")).toBeVisible();
});

test("the run-log report of a job is looked at, printed and saved with its logs", async ({
  page,
}) => {
  await api.http("LOG_REPORT", `${endpoint.url}/bad`);
  const run = await api.submit("LOG_REPORT");
  await api.until(run, "Error");
  await page.goto(`/runs/${run}`);
  await page.getByRole("link", { name: "Run-log report of this job" }).click();
  await expect(page).toHaveURL(/\/reports\/run-logs\?job=LOG_REPORT/);
  const row = page.getByRole("row").filter({ hasText: "LOG_REPORT" });
  await expect(row.getByText("Error", { exact: true })).toBeVisible();

  const csv = (await saved(page, "CSV")).toString();
  expect(csv.split("\r\n")[1]).toMatch(/^LOG_REPORT,\w{8},0,,LOG_REPORT,Error,/);
  expect((await saved(page, "Logs as zip")).subarray(0, 2).toString()).toBe("PK");

  const opened = page.waitForEvent("popup");
  await page.getByRole("link", { name: /^Print or save as PDF/ }).click();
  const report = await opened;
  await expect(report.getByRole("heading", { name: "Run-log report" })).toBeVisible();
  await expect(report.getByRole("button", { name: "Print or save as PDF" })).toBeVisible();
  await report.close();

  await page.getByLabel("Submitted from").fill("yesterday");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page.getByText(/YYYY-MM-DD HH:MM:SS in UTC/)).toBeVisible();
});
