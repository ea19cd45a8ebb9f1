import { expect, type Page, test } from "@playwright/test";
import { applicationUrl } from "./application";
import { type NativeApi, nativeApi } from "./native-api";

// The figures of job states, each as a run of the demo landscape: drawn, told as a table, and stored alike.
let api: NativeApi;
/** What takes its time goes on while the other figures are looked at. */
let begun: { holder: string; waiting: string; chain: string };

test.beforeAll(async ({ request }) => {
  const headers = { origin: applicationUrl() };
  expect((await request.post("/api/v1/demo", { headers })).status()).toBe(201);
  api = nativeApi(request);
  begun = {
    holder: await api.submit("RECONCILE_LEDGER"),
    waiting: await api.submit("POST_JOURNALS"),
    chain: await api.submit("NIGHTLY_BACKUP"),
  };
});
test.beforeEach(({ page }) => {
  test.setTimeout(120_000);
  api = nativeApi(page.request);
});

const START = ["Dispatched", "Assigned", "Running"];
const PATIENCE_MS = 90_000;

/** Compares what is stored with the table of transitions, and looks for the states one sees at a glance in the drawing. */
async function expectFigure(
  page: Page,
  run: string,
  { path, seen }: { path: string[]; seen: string[] },
): Promise<void> {
  // Whether there is room in the queue of the night depends on what else is going on.
  const stored = await api.path(run);
  expect(stored.filter((state) => state !== "Queued")).toEqual(path);
  await page.goto(`/runs/${run}?tab=transitions`);
  const rows = page.getByRole("table", { name: /^\d+ transitions? of / }).locator("tbody tr");
  await expect(rows).toHaveCount(stored.length);
  for (const [index, state] of stored.entries()) {
    const to = rows.nth(index).getByRole("cell").nth(1).locator("[data-state]");
    await expect(to).toHaveAttribute("data-state", state);
  }
  await page.goto(`/runs/${run}`);
  const drawing = page.getByRole("figure", { name: "State timeline" });
  for (const state of seen) {
    await expect(drawing.getByRole("button", { name: new RegExp(`^${state} `) })).toBeVisible();
  }
}

test("a job that waits for a lock says who has it", async ({ page }) => {
  await api.until(begun.waiting, "LockWait", PATIENCE_MS);
  await page.goto(`/runs/${begun.waiting}`);
  await expect(page.getByText(/^Waiting for lock LEDGER/).first()).toBeVisible();
});

test("a completed job", async ({ page }) => {
  const run = await api.newest("VALIDATE_ORDERS", "Completed");
  const path = ["New", "Scheduled", ...START, "Completed"];
  await expectFigure(page, run, { path, seen: ["Completed"] });
});

test("a job that waited on an event, which is raised in the browser", async ({ page }) => {
  const run = await api.newest("SEND_REMINDERS", "EventWait");
  await page.goto("/gates/events/INVOICES_IN");
  await page.getByRole("button", { name: "Raise INVOICES_IN" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Raise", exact: true }).click();
  await api.until(run, "Completed");
  const path = ["New", "Scheduled", "EventWait", ...START, "Completed"];
  await expectFigure(page, run, { path, seen: ["EventWait", "Completed"] });
});

test("a canceled job", async ({ page }) => {
  const run = await api.newest("VALIDATE_ORDERS", "Canceled");
  const path = ["New", "Scheduled", "Canceling", "Canceled"];
  await expectFigure(page, run, { path, seen: ["Canceled"] });
});

test("a killed job", async ({ page }) => {
  const run = await api.newest("CLOSE_LEDGER", "Killed");
  const path = ["New", "Scheduled", ...START, "Killing", "Killed"];
  await expectFigure(page, run, { path, seen: ["Killed"] });
});

test("a job that waited for a lock", async ({ page }) => {
  await api.until(begun.holder, "Completed", PATIENCE_MS);
  await api.until(begun.waiting, "Completed", PATIENCE_MS);
  const path = ["New", "Scheduled", "LockWait", ...START, "Completed"];
  await expectFigure(page, begun.waiting, { path, seen: ["LockWait", "Running", "Completed"] });
});

test("a chain: its lanes are those of the chain, its steps and its calls", async ({ page }) => {
  const { chain } = begun;
  await api.until(chain, "Completed", PATIENCE_MS);
  const parts = await api.parts(chain);
  const states = ["New", "Chained", "Running", "Waiting", "Completed"];
  expect(await api.path(parts.WRITE ?? "")).toEqual(states);
  expect(await api.path(parts.VERIFY ?? "")).toEqual(states);
  expect(await api.path(parts.DOCUMENTS ?? "")).toContain("LockWait");

  await page.goto(`/runs/${chain}`);
  await page.getByRole("button", { name: "Steps and calls" }).click();
  for (const lane of ["NIGHTLY_BACKUP", "WRITE", "DATABASE", "DOCUMENTS", "VERIFY", "TAPES"]) {
    const drawn = page.getByRole("listitem", { name: lane });
    await expect(drawn.getByRole("button", { name: /^Completed at/ })).toBeVisible();
  }
  const waited = page.getByRole("listitem", { name: "DOCUMENTS" });
  await expect(waited.getByRole("button", { name: /^LockWait since .*TAPE_DRIVES/ })).toBeVisible();
});

test("a chain that asks an operator, and goes on with what failed", async ({ page }) => {
  const chain = await api.newest("NIGHTLY_CLOSE", "Console");
  await page.goto(`/runs/${chain}`);
  await page.getByRole("button", { name: /^Reply Restart failed to NIGHTLY_CLOSE/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reply", exact: true }).click();
  await api.until(chain, "Completed", PATIENCE_MS);
  const parts = await api.parts(chain);
  expect((await api.run(parts.BANK ?? "")).state).toBe("Error");
  expect((await api.run(parts["BANK 2"] ?? "")).state).toBe("Completed");
  expect((await api.run(parts["JOURNALS 2"] ?? "")).state).toBe("Skipped");
  expect((await api.run(parts.REPORT ?? "")).parameters).toMatchObject({
    rows: 1284 + 312,
    total: 96_412.5 - 41_870.25,
  });
  expect(await api.path(chain)).toEqual([
    ...["New", "Scheduled", ...START, "Waiting", "Console", "Waiting", "Completed"],
  ]);
});
