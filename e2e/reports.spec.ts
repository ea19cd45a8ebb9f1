import { expect, test } from "@playwright/test";
import { applicationUrl } from "./application";

test("from the frequency report to the runs behind a row", async ({ page, request }) => {
  const headers = { origin: applicationUrl() };
  expect((await request.post("/api/v1/demo", { headers })).status()).toBe(201);

  await page.goto("/reports");
  await page.getByRole("main").getByRole("link", { name: "Frequency" }).click();
  await expect(page.getByRole("heading", { name: "Frequency report" })).toBeVisible();

  await page.getByLabel("Job name").fill("VALIDATE_*");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await expect(page).toHaveURL(/name=VALIDATE_\*|name=VALIDATE_%2A/);
  const table = page.getByRole("table", { name: /^\d+ jobs?, \d+ runs?$/ });
  const row = table.getByRole("row", { name: /VALIDATE_ORDERS/ });
  await expect(row).toBeVisible();

  await page.getByRole("link", { name: "Completed by name (F)" }).click();
  await expect(page.getByText("SELECT jobname, COUNT(strtdate), MAX(strtdate)")).toBeVisible();
  await table.getByRole("link", { name: "VALIDATE_ORDERS" }).click();
  await expect(page).toHaveURL(/\/monitor\?.*VALIDATE_ORDERS/);
  await expect(page.getByRole("heading", { name: "Job monitor" })).toBeVisible();
});
