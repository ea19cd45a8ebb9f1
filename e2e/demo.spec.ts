import { expect, test } from "@playwright/test";
import { applicationUrl } from "./application";

test("the demo landscape shows every kind of outcome within a minute", async ({ page }) => {
  test.setTimeout(120_000);
  const response = await page.request.post("/api/v1/demo", {
    headers: { origin: applicationUrl() },
  });
  expect(response.status()).toBe(201);
  for (const state of [
    "Completed",
    "Error",
    "Unknown",
    "Killed",
    "Canceled",
    "Held",
    "Scheduled",
    "Running",
    "EventWait",
    "QueueHeld",
    "Console",
  ]) {
    await page.goto(`/monitor?state=${state}`);
    const badge = page.getByRole("row").locator(`span[data-state="${state}"]`).first();
    await expect(badge, state).toBeVisible({ timeout: 60_000 });
  }
  await page.goto("/monitor?state=Unknown");
  const why = /nobody can tell whether the endpoint did/;
  await expect(page.getByRole("row", { name: why }).first()).toBeVisible();
  await page.goto("/");
  await expect(page.getByRole("heading", { name: "Needs attention" })).toBeVisible();
});
