import { expect, type Page, test } from "@playwright/test";
import { type Endpoint, httpEndpoint } from "../lib/testing/endpoints";
import { type NativeApi, nativeApi } from "./native-api";

let endpoint: Endpoint;
let api: NativeApi;

test.beforeAll(async () => {
  endpoint = await httpEndpoint((_, response) => response.writeHead(200).end("Done."));
});
test.afterAll(() => endpoint.close());
test.beforeEach(({ page }) => {
  api = nativeApi(page.request);
});

function state(page: Page) {
  return page.locator("#content header span[data-state]").first();
}

/** Presses a button that asks before it acts. */
async function confirmed(page: Page, button: string, confirm: string): Promise<void> {
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: confirm, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

test("a queue is held: what is submitted says why it waits, and runs when the queue is released", async ({
  page,
}) => {
  await api.put("queues/PAYROLL", { size: 1 });
  await api.http("PAY_SALARIES", endpoint.url, { queue: "PAYROLL" });
  await page.goto("/gates/queues/PAYROLL");
  await confirmed(page, "Hold PAYROLL", "Hold");
  await expect(page.getByRole("button", { name: "Release PAYROLL" })).toBeVisible();

  const run = await api.submit("PAY_SALARIES");
  await page.goto(`/runs/${run}`);
  await expect(state(page)).toHaveAttribute("data-state", "QueueHeld");
  await expect(page.getByText(/^Its queue PAYROLL is held since .* by ada/)).toBeVisible();
  await page.getByRole("link", { name: "Queue PAYROLL" }).click();
  await expect(page.getByRole("link", { name: /^PAY_SALARIES/ })).toBeVisible();
  await confirmed(page, "Release PAYROLL", "Release");

  await api.until(run, "Completed");
  await page.goto(`/runs/${run}`);
  await expect(state(page)).toHaveAttribute("data-state", "Completed");
  expect(await api.path(run)).toEqual([
    ...["New", "Scheduled", "QueueHeld", "Dispatched", "Assigned", "Running", "Completed"],
  ]);
});

test("an event is raised: the run that waits for it goes on, and takes it away", async ({
  page,
}) => {
  await api.put("events/STOCK_COUNTED", { description: "The stock is counted." });
  await api.http("ORDER_GOODS", endpoint.url, {
    waitEvents: [{ event: "STOCK_COUNTED", clear: true }],
  });
  const run = await api.submit("ORDER_GOODS");
  await page.goto(`/runs/${run}`);
  await expect(state(page)).toHaveAttribute("data-state", "EventWait");
  await expect(
    page.getByText("Waiting for event STOCK_COUNTED, which has not been raised").first(),
  ).toBeVisible();

  await page.getByRole("link", { name: "Event STOCK_COUNTED" }).click();
  await page.getByRole("button", { name: "Raise STOCK_COUNTED" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/1 run/)).toBeVisible();
  await dialog.getByLabel("Comment").fill("Hall A and hall B");
  await dialog.getByRole("button", { name: "Raise", exact: true }).click();

  await api.until(run, "Completed");
  expect(await api.path(run)).toEqual([
    ...["New", "Scheduled", "EventWait", "Dispatched", "Assigned", "Running", "Completed"],
  ]);
  await page.reload();
  await expect(page.getByText("Hall A and hall B")).toBeVisible();
  await expect(page.getByRole("button", { name: "Clear STOCK_COUNTED" })).toHaveCount(0);
});

test("a run that waits for a lock shows who holds it, and starts when it is given back", async ({
  page,
}) => {
  await api.put("locks/PRICE_LIST", { type: "simple" });
  const locks = [{ lock: "PRICE_LIST" }];
  await api.put("definitions/REVISE_PRICES", { kind: "wait", wait: { seconds: 600 }, locks });
  await api.http("EXPORT_PRICES", endpoint.url, { locks });
  const holder = await api.submit("REVISE_PRICES");
  await api.until(holder, "Running");
  const run = await api.submit("EXPORT_PRICES");

  await page.goto(`/runs/${run}`);
  await expect(state(page)).toHaveAttribute("data-state", "LockWait");
  await expect(
    page.getByText(/^Waiting for lock PRICE_LIST, held by REVISE_PRICES \w{8} since/).first(),
  ).toBeVisible();
  await page.getByRole("link", { name: "Lock PRICE_LIST" }).click();
  const heldBy = page.getByRole("table", { name: /^Held by/ });
  await expect(heldBy.getByRole("link", { name: /^REVISE_PRICES/ })).toBeVisible();
  const waiting = page.getByRole("table", { name: /^Waiting for it/ });
  await expect(waiting.getByRole("link", { name: /^EXPORT_PRICES/ })).toBeVisible();

  await heldBy.getByRole("link", { name: /^REVISE_PRICES/ }).click();
  await confirmed(page, "Kill", "Kill");
  await expect(state(page)).toHaveAttribute("data-state", "Killed", { timeout: 15_000 });
  await api.until(run, "Completed");
  expect(await api.path(run)).toEqual([
    ...["New", "Scheduled", "LockWait", "Dispatched", "Assigned", "Running", "Completed"],
  ]);
});
