import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { type Endpoint, httpEndpoint } from "../lib/testing/endpoints";
import { type NativeApi, nativeApi } from "./native-api";

const ANSWER = "4 accounts closed.";
/** More than a page has. */
const HELD_RUNS = 55;
let endpoint: Endpoint;
let api: NativeApi;

test.beforeAll(async () => {
  endpoint = await httpEndpoint((_, response) =>
    response.writeHead(200, { "content-type": "text/plain" }).end(ANSWER),
  );
});
test.afterAll(() => endpoint.close());
test.beforeEach(({ page }) => {
  api = nativeApi(page.request);
});

const rowsOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test.describe
  .serial("the job monitor", () => {
    test("a selection leads to a run and its log", async ({ page }) => {
      await api.http("MONITORED_CLOSING", endpoint.url);
      await api.until(await api.submit("MONITORED_CLOSING"), "Completed");
      await page.goto("/monitor");
      await page.getByRole("button", { name: "Selection" }).click();
      const screen = page.getByRole("dialog", { name: "Selection" });
      await screen.getByLabel("Job name").fill("monitored_*");
      await screen.getByRole("radio", { name: "Background job" }).click();
      await screen.getByRole("checkbox", { name: "F Completed" }).click();
      await screen.getByLabel("Submitted from").fill("next week");
      await screen.getByRole("button", { name: "Show the runs" }).click();
      await expect(screen.getByLabel("Submitted from")).toHaveAccessibleDescription(/now-24h/);
      await screen.getByRole("button", { name: "Last hour" }).click();
      await screen.getByRole("button", { name: "Show the runs" }).click();
      await expect(page).toHaveURL(/jobName=monitored_\*&state=F&from=now-1h/);
      await expect(rowsOf(page, "MONITORED_CLOSING")).toHaveCount(1);

      const [run] = await rowsOf(page, "MONITORED_CLOSING").getByRole("link").all();
      await page.goto(`${await run?.getAttribute("href")}?tab=log`);
      const download = page.waitForEvent("download");
      await page
        .getByRole("button", { name: /download/i })
        .first()
        .click();
      await page.getByRole("menuitem", { name: /text/i }).first().click();
      expect(readFileSync(await (await download).path(), "utf8")).toContain(ANSWER);
    });

    test("a view is kept, shared, and opened by its address", async ({ page }) => {
      await page.goto("/monitor?jobName=MONITORED_*&state=done");
      await page.getByRole("button", { name: "Views" }).click();
      await page.getByRole("menuitem", { name: "Save as a new view…" }).click();
      const dialog = page.getByRole("dialog", { name: "Save as a new view" });
      await dialog.getByLabel("Name").fill("Closings that went well");
      await dialog.getByRole("checkbox", { name: /Share/ }).click();
      await dialog.getByRole("button", { name: "Save the view" }).click();
      await expect(page).toHaveURL(/state=done.*&view=[0-9a-f-]{36}/);
      const address = page.url();
      await page.goto("/");
      await page.goto(address);
      await expect(page.getByRole("button", { name: "Closings that went well" })).toBeVisible();
      await expect(rowsOf(page, "MONITORED_CLOSING")).toHaveCount(1);
      await page.getByRole("button", { name: "Closings that went well" }).click();
      await page.getByRole("menuitem", { name: "Delete…" }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Delete the view" }).click();
      await expect(page.getByRole("button", { name: "Views" })).toBeVisible();
    });

    test("all runs of a selection are canceled, also those of other pages", async ({ page }) => {
      await api.http("MONITORED_CROWD", endpoint.url);
      const runs = Array.from({ length: HELD_RUNS }, () => ({
        definition: "MONITORED_CROWD",
        hold: true,
      }));
      expect((await api.post("runs/bulk", { runs })).status()).toBe(201);
      await page.goto("/monitor?definition=MONITORED_CROWD&state=Held");
      await page.getByRole("checkbox", { name: "Select all runs on this page" }).click();
      await page.getByRole("button", { name: "Select all that match" }).click();
      const bar = page.getByRole("toolbar", { name: "Actions on the selected runs" });
      await expect(bar.getByText(`All ${HELD_RUNS} matching runs selected`)).toBeVisible();
      await bar.getByRole("button", { name: "Cancel" }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: `Cancel ${HELD_RUNS} runs` })
        .click();
      await expect(page.getByText("Cancel: finished")).toBeVisible({ timeout: 30_000 });
      await expect(page.getByText(`${HELD_RUNS} done, 0 refused of ${HELD_RUNS}`)).toBeVisible();
      await page.goto("/monitor?definition=MONITORED_CROWD&state=Held");
      await expect(page.getByText("No run fits these filters")).toBeVisible();
    });

    test("everything is reached by keyboard", async ({ page }) => {
      await page.goto("/monitor?definition=MONITORED_CROWD&size=100");
      const rows = rowsOf(page, "MONITORED_CROWD");
      await expect(async () => {
        await page.keyboard.press("j");
        await expect(rows.first().getByRole("link").first()).toBeFocused({ timeout: 500 });
      }).toPass();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Space");
      await expect(page.getByText("1 run selected")).toBeVisible();
      await expect(rows.nth(1).getByRole("checkbox")).toBeChecked();
      await page.keyboard.press("r");
      const question = page.getByRole("dialog", { name: "Restart 1 run?" });
      await question.getByRole("button", { name: "Keep as it is" }).press("Enter");
      await page.keyboard.press("/");
      await page.keyboard.type("jx");
      await expect(page.getByRole("searchbox", { name: "Quick search" })).toHaveValue("jx");
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
      await page.keyboard.press("f");
      await expect(page.getByRole("dialog", { name: "Selection" })).toBeVisible();
    });
  });
