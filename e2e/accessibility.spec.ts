import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { applicationUrl } from "./application";
import { nativeApi } from "./native-api";

// Every page against WCAG 2.2 AA, and none scrolls sideways at 320 px (1.4.10); the themes where most colours stand.
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const THEMES = ["dark", "hc-white", "hc-black"];
const PAGES = [
  "/",
  "/monitor",
  "/messages",
  "/definitions",
  "/definitions/new",
  "/schedules",
  "/schedules/new",
  "/schedules/calendar",
  "/gates/queues",
  "/gates/locks",
  "/gates/events",
  "/gates/windows",
  "/gates/calendars",
  "/gates/locks/LEDGER",
  "/servers",
  "/reports",
  "/reports/frequency",
  "/reports/durations",
  "/reports/delays",
  "/reports/load",
  "/reports/gaps",
  "/reports/forecast",
  "/reports/run-logs",
  "/alerts",
  "/admin/account",
  "/admin/audit",
  "/admin/configuration",
  "/admin/credentials",
  "/admin/tenants",
  "/admin/users",
  "/api-docs",
];

let details: string[] = [];

test.beforeAll(async ({ request }) => {
  const headers = { origin: applicationUrl() };
  expect((await request.post("/api/v1/demo", { headers })).status()).toBe(201);
  const api = nativeApi(request);
  const chain = await api.newest("NIGHTLY_CLOSE", "Console");
  const job = await api.newest("VALIDATE_ORDERS", "Completed");
  details = [`/runs/${job}`, `/runs/${job}?tab=log`, `/runs/${chain}`];
});

test.beforeEach(() => {
  test.setTimeout(180_000);
});

async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first(), path).toBeVisible();
}

/** What is wrong, each with the element that has it. */
async function violations(page: Page, path: string): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = "" }) =>
      [path, id, target.join(" "), failureSummary.split("\n")[1]].join(" | "),
    ),
  );
}

test("every page holds to WCAG 2.2 AA and reflows at 320 px", async ({ page }) => {
  const wrong: string[] = [];
  for (const path of [...PAGES, ...details]) {
    await open(page, path);
    wrong.push(...(await violations(page, path)));
    await page.setViewportSize({ width: 320, height: 720 });
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (overflow > 0) wrong.push(`${path} | scrolls sideways by ${overflow} px`);
    await page.setViewportSize({ width: 1280, height: 720 });
  }
  expect(wrong).toEqual([]);
});

for (const theme of THEMES) {
  test(`the theme ${theme} keeps its contrast`, async ({ page }) => {
    await page.addInitScript((value) => localStorage.setItem("theme", value), theme);
    const wrong: string[] = [];
    for (const path of ["/monitor", "/reports/frequency", ...details.slice(1)]) {
      await open(page, path);
      await expect(page.locator("html")).toHaveAttribute("data-theme", theme);
      wrong.push(...(await violations(page, path)));
    }
    expect(wrong).toEqual([]);
  });
}

test("times are shown in the other zone by a press on the clock, and stay so", async ({ page }) => {
  await open(page, "/monitor");
  await page.getByRole("button", { name: /Show times in local time/ }).click();
  await page.reload();
  const clock = page.getByRole("button", { name: /Show times in UTC/ });
  await expect(clock).toContainText("UTC+00:00");
  await clock.click();
});
