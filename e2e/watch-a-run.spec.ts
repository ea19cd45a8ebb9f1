import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { type Endpoint, httpEndpoint } from "../lib/testing/endpoints";
import { applicationUrl } from "./application";

const ANSWER = "17 orders validated.";
let endpoint: Endpoint;

test.beforeAll(async () => {
  endpoint = await httpEndpoint((request, response) => {
    if (request.url === "/never") return;
    setTimeout(() => response.writeHead(200, { "content-type": "text/plain" }).end(ANSWER), 300);
  });
});
test.afterAll(() => endpoint.close());

test.describe
  .serial("from a definition to its run log", () => {
    test("an administrator creates a definition", async ({ page }) => {
      await page.goto("/definitions");
      await page
        .getByRole("link", { name: /New definition|Create your first/ })
        .first()
        .click();
      const form = page.getByRole("form", { name: "New definition" });
      await form.getByLabel("Name", { exact: true }).fill("CHECK_ORDERS");
      await form.getByLabel("URL").fill("not an address");
      await form.getByRole("button", { name: "Create definition" }).click();
      await expect(form.getByLabel("URL")).toHaveAccessibleDescription(/http/i);
      await form.getByLabel("URL").fill(`${endpoint.url}/orders`);
      await form.getByRole("button", { name: "Create definition" }).click();
      await expect(page).toHaveURL(/\/definitions\/[0-9a-f-]{36}/);
      await expect(page.getByRole("heading", { name: "CHECK_ORDERS", level: 1 })).toBeVisible();
    });

    test("a schedule is explained while it is typed, and a mistake is put right by a click", async ({
      page,
    }) => {
      await page.goto("/definitions");
      await page.getByRole("link", { name: "CHECK_ORDERS" }).first().click();
      await page
        .getByRole("link", { name: /schedule/i })
        .filter({ hasText: /New|Add|Create/ })
        .first()
        .click();
      const form = page.getByRole("form", { name: "New schedule" });
      const expression = form.getByLabel(/cron/i).first();
      await expression.fill("* * * 10:12 */30 0");
      await expect(form.getByText(/seven/i).first()).toBeVisible();
      await form.getByRole("button", { name: /\* \* \* \* 10:12 \*\/30 0/ }).click();
      await expect(form.getByText(/every 30 minutes from 10:00/i).first()).toBeVisible();
      await expression.fill("* * * * * * */2");
      await expect(form.getByText(/every 2 seconds/i).first()).toBeVisible();
      await form.getByRole("button", { name: "Create schedule" }).click();
      await expect(page).toHaveURL(/\/schedules\/[0-9a-f-]{36}/);
    });

    test("its runs appear in the monitor by themselves", async ({ page }) => {
      await page.goto("/monitor?definition=CHECK_ORDERS");
      await expect(
        page
          .getByRole("row")
          .filter({ hasText: "CHECK_ORDERS" })
          .filter({ hasText: "Completed" })
          .first(),
      ).toBeVisible({ timeout: 20_000 });
    });

    test("the run page draws its states over time and tells them as a table", async ({ page }) => {
      await page.goto("/monitor?definition=CHECK_ORDERS");
      const row = page
        .getByRole("row")
        .filter({ hasText: "CHECK_ORDERS" })
        .filter({ hasText: "Completed" })
        .last();
      const href = await row.getByRole("link").first().getAttribute("href");
      await page.goto(href ?? "");
      await expect(page.getByText("The endpoint answered 200").first()).toBeVisible();
      await page.getByRole("link", { name: /Transitions/ }).click();
      const table = page.getByRole("table").first();
      for (const state of ["New", "Scheduled", "Dispatched", "Assigned", "Running", "Completed"]) {
        await expect(table.getByText(state, { exact: true }).first()).toBeVisible();
      }
      await page.getByRole("link", { name: /^Log/ }).click();
      await expect(page.getByText(ANSWER)).toBeVisible();
    });

    test("the run log is downloaded as text, JSON and CSV, for one run and for the schedule", async ({
      page,
    }) => {
      const [run] = (
        await (
          await page.request.get("/api/v1/runs?definition=CHECK_ORDERS&state=Completed&limit=1")
        ).json()
      ).items;
      for (const format of ["text", "ndjson", "csv"]) {
        for (const address of [`runs/${run.id}`, `schedules/${run.schedule}`]) {
          const response = await page.request.get(
            `/api/v1/${address}/log?format=${format}&download=1`,
          );
          expect(response.status()).toBe(200);
          expect(response.headers()["content-disposition"]).toContain("attachment");
          expect(await response.text()).toContain(ANSWER);
        }
      }
      await page.goto(`/runs/${run.id}?tab=log`);
      const download = page.waitForEvent("download");
      await page
        .getByRole("button", { name: /download/i })
        .first()
        .click();
      await page.getByRole("menuitem", { name: /text/i }).first().click();
      expect(readFileSync(await (await download).path(), "utf8")).toContain(ANSWER);
    });

    test("a held run is released, and one that runs is killed", async ({ page }) => {
      const submit = async (definition: string, hold: boolean) => {
        const response = await page.request.post("/api/v1/runs", {
          data: { definition, hold },
          headers: { origin: applicationUrl() },
        });
        expect(response.status()).toBe(201);
        return (await response.json()).id;
      };
      const state = page.locator("#content header span[data-state]");
      await page.goto(`/runs/${await submit("CHECK_ORDERS", true)}`);
      await expect(state).toHaveAttribute("data-state", "Held");
      await page.getByRole("button", { name: "Release", exact: true }).click();
      await expect(state).toHaveAttribute("data-state", "Completed", { timeout: 15_000 });

      await page.request.put("/api/v1/definitions/NEVER_ENDS", {
        data: { kind: "http", http: { method: "POST", url: `${endpoint.url}/never` } },
        headers: { origin: applicationUrl() },
      });
      await page.goto(`/runs/${await submit("NEVER_ENDS", false)}`);
      await expect(state).toHaveAttribute("data-state", "Running");
      await page.getByRole("button", { name: "Kill", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Kill" }).click();
      await expect(state).toHaveAttribute("data-state", "Killed", { timeout: 15_000 });
      await expect(page.getByText("Killed by an operator while it ran").first()).toBeVisible();
    });

    test("the definition is deleted with its schedules and runs, after its name was typed", async ({
      page,
    }) => {
      await page.goto("/definitions");
      await page.getByRole("link", { name: "CHECK_ORDERS" }).first().click();
      await page
        .getByRole("button", { name: /more|actions/i })
        .first()
        .click();
      await page.getByRole("menuitem", { name: /delete/i }).click();
      const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
      await dialog.getByRole("textbox").fill("CHECK_ORDERS");
      await dialog.getByRole("button", { name: /delete/i }).click();
      await expect(page).toHaveURL(/\/definitions$/);
      await page.goto("/definitions?q=CHECK_ORDERS");
      await expect(page.getByRole("link", { name: "CHECK_ORDERS" })).toHaveCount(0);
    });
  });
