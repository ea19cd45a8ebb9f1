import { expect, type Page, test } from "@playwright/test";
import { type Endpoint, httpEndpoint } from "../lib/testing/endpoints";
import { chainEditorPage } from "./chain-editor-page";
import { type NativeApi, nativeApi } from "./native-api";

let endpoint: Endpoint;
let api: NativeApi;
/** Addresses that answer 500 for now. */
const broken = new Set<string>();

test.beforeAll(async () => {
  endpoint = await httpEndpoint((request, response) => {
    const path = request.url ?? "";
    response.writeHead(broken.has(path) ? 500 : 200, { "content-type": "application/json" });
    response.end(path.startsWith("/count") ? '{"out":{"rows":12}}' : '{"message":"Done."}');
  });
});
test.afterAll(() => endpoint.close());
test.beforeEach(async ({ page }) => {
  api = nativeApi(page.request);
  await page.setViewportSize({ width: 1440, height: 1000 });
});

function state(page: Page) {
  return page.locator("#content header span[data-state]").first();
}

test.describe
  .serial("a chain is built, run and watched", () => {
    test("its steps, calls and values are put together in the editor", async ({ page }) => {
      await api.http("COUNT_HALL", `${endpoint.url}/count`, {
        parameters: [
          { name: "day", type: "string", required: true },
          { name: "rows", direction: "out", type: "number" },
        ],
      });
      await api.http("PRINT_SHEET", `${endpoint.url}/print`, {
        parameters: [{ name: "rows", type: "number", required: true }],
      });
      await page.goto("/definitions/new");
      await page
        .getByRole("radiogroup", { name: "Kind of definition" })
        .getByRole("radio", { name: /^Chain/ })
        .click();
      const editor = chainEditorPage(page);
      await editor.panel.getByLabel("Name", { exact: true }).fill("STOCKTAKING");
      await editor.panel.getByRole("button", { name: "Parameters and settings" }).click();
      await page.getByRole("button", { name: "Add a parameter" }).click();
      await page.getByLabel("Name of parameter 1").fill("day");
      await page.getByRole("radio", { name: "Chain", exact: true }).click();

      await editor.addStep("COUNT");
      await editor.setHandler("Error", "Request a restart");
      for (const hall of ["HALL_A", "HALL_B"]) {
        await editor.addCall("COUNT", hall, "COUNT_HALL");
        await editor.insertValue("day", "day");
      }
      await editor.addStep("PRINT");
      await editor.addCall("PRINT", "SHEET", "PRINT_SHEET");
      await editor.setValue("rows", "=COUNT.HALL_A.rows + COUNT.HALL_C.rows");
      await expect(editor.findings.getByText(/HALL_C/)).toBeVisible();
      await editor.setValue("rows", "=COUNT.HALL_A.rows + COUNT.HALL_B.rows");
      await expect(editor.findings.getByText("Nothing is wrong with the chain.")).toBeVisible();

      await page.getByRole("button", { name: "Create definition" }).click();
      await expect(page).toHaveURL(/\/definitions\/[0-9a-f-]{36}$/);
      const drawing = page.getByRole("region", { name: "Steps of STOCKTAKING" });
      for (const item of ["COUNT", "HALL_A", "HALL_B", "PRINT", "SHEET"]) {
        await expect(drawing.getByRole("button", { name: item }).first()).toBeVisible();
      }
    });

    test("it is run with a value, and its values are handed on", async ({ page }) => {
      await page.goto("/definitions?q=STOCKTAKING");
      await page.getByRole("link", { name: "STOCKTAKING" }).first().click();
      await page.getByRole("button", { name: "Run now" }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("day").fill("2026-11-21");
      await dialog.getByRole("button", { name: "Run now" }).click();
      await dialog.getByRole("link", { name: /^Open run/ }).click();

      await expect(page).toHaveURL(/\/runs\/[0-9a-f-]{36}/);
      await expect(state(page)).toHaveAttribute("data-state", "Completed", { timeout: 20_000 });
      const chain = new URL(page.url()).pathname.split("/").pop() ?? "";
      const parts = await api.parts(chain);
      expect(Object.keys(parts).sort()).toEqual(["COUNT", "HALL_A", "HALL_B", "PRINT", "SHEET"]);
      expect((await api.run(parts.HALL_A ?? "")).parameters).toEqual({ day: "2026-11-21" });
      expect((await api.run(parts.SHEET ?? "")).parameters).toEqual({ rows: 24 });
    });

    test("its page draws the steps with their states, and a lane for each of its runs", async ({
      page,
    }) => {
      await page.goto(`/runs/${await api.newest("STOCKTAKING", "Completed")}`);
      const drawing = page.getByRole("region", { name: "Steps of the run" });
      for (const name of ["COUNT", "HALL_A", "HALL_B", "PRINT", "SHEET"]) {
        const item = drawing.getByRole("button", { name }).first();
        await expect(item.locator('[data-state="Completed"]')).toBeVisible();
      }
      await page.getByRole("button", { name: "Steps and calls" }).click();
      for (const name of ["STOCKTAKING", "COUNT", "HALL_A", "HALL_B", "PRINT", "SHEET"]) {
        const lane = page.getByRole("listitem", { name });
        await expect(lane.getByRole("button", { name: /^Completed at/ })).toBeVisible();
      }
      const table = page.getByRole("table", { name: /^5 runs below STOCKTAKING/ });
      await table.getByRole("link", { name: "HALL_A" }).click();
      await expect(state(page)).toHaveAttribute("data-state", "Completed");
      await expect(page.getByRole("link", { name: "COUNT", exact: true })).toBeVisible();
    });

    test("in the monitor it is one row that opens on its steps and calls", async ({ page }) => {
      await page.goto("/monitor?definition=STOCKTAKING");
      const rows = page.getByRole("row").filter({ hasText: /STOCKTAKING/ });
      await expect(rows).toHaveCount(1);
      await rows.getByRole("button", { name: /^Steps of STOCKTAKING/ }).click();
      await page
        .getByRole("button", { name: /^Calls of/ })
        .first()
        .click();
      for (const name of ["COUNT", "HALL_A", "HALL_B", "PRINT"]) {
        await expect(page.getByRole("row").filter({ hasText: name }).first()).toBeVisible();
      }
    });
  });

/** A chain whose call BANK fails while its address is broken, and then asks. */
async function makeClosing(name: string, step: object): Promise<string> {
  const path = `/bank/${name}`;
  broken.add(path);
  await api.http(`${name}_BANK`, `${endpoint.url}${path}`);
  await api.http(`${name}_WORK`, `${endpoint.url}/work`);
  await api.put(`definitions/${name}`, {
    kind: "chain",
    chain: {
      steps: [
        {
          name: "IMPORT",
          ...step,
          calls: [
            { name: "BANK", definition: `${name}_BANK` },
            { name: "CASH", definition: `${name}_WORK` },
          ],
        },
        { name: "CLOSE", calls: [{ name: "BOOKS", definition: `${name}_WORK` }] },
      ],
    },
  });
  return path;
}

const ASKS = {
  handlers: [{ on: "Error", action: "RequestRestart", message: "Is the bank's file there?" }],
};

test("a chain whose call failed asks, and goes on when it is answered under Messages", async ({
  page,
}) => {
  const path = await makeClosing("MORNING_CLOSING", ASKS);
  const chain = await api.submit("MORNING_CLOSING");
  await api.until(chain, "Console");
  broken.delete(path);
  await page.goto("/messages");
  const row = page.getByRole("row").filter({ hasText: "MORNING_CLOSING" });
  await expect(row.getByText("Is the bank's file there?")).toBeVisible();
  await row.getByRole("button", { name: /^Reply Restart failed to/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reply", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(row).toHaveCount(0);

  await api.until(chain, "Completed");
  const parts = await api.parts(chain);
  expect(await api.path(chain)).toEqual([
    ...["New", "Scheduled", "Dispatched", "Assigned", "Running", "Waiting"],
    ...["Console", "Waiting", "Completed"],
  ]);
  expect((await api.run(parts["BANK 2"] ?? "")).state).toBe("Completed");
  expect((await api.run(parts["CASH 2"] ?? "")).state).toBe("Skipped");
  await page.goto("/messages?state=replied");
  const replied = page.getByRole("row").filter({ hasText: "MORNING_CLOSING" });
  await expect(replied.getByText("Restart failed")).toBeVisible();
  await expect(replied.getByText(/by ada/)).toBeVisible();
});

test("the question can be answered on the page of the chain", async ({ page }) => {
  await makeClosing("EVENING_CLOSING", ASKS);
  const chain = await api.submit("EVENING_CLOSING");
  await page.goto(`/runs/${chain}`);
  await expect(state(page)).toHaveAttribute("data-state", "Console", { timeout: 15_000 });
  await expect(page.getByText("Is the bank's file there?").first()).toBeVisible();
  await page.getByRole("button", { name: /^Reply Continue to EVENING_CLOSING/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reply", exact: true }).click();
  await expect(state(page)).toHaveAttribute("data-state", "Completed", { timeout: 15_000 });
  const parts = await api.parts(chain);
  expect((await api.run(parts.BANK ?? "")).state).toBe("Error");
  expect((await api.run(parts.BOOKS ?? "")).state).toBe("Completed");
});

test.describe
  .serial("a chain that failed is restarted", () => {
    test("from the failed step: what had ended well keeps its result", async ({ page }) => {
      await makeClosing("YEARLY_CLOSING", {});
      const chain = await api.submit("YEARLY_CLOSING");
      await api.until(chain, "Error");
      await page.goto(`/runs/${chain}`);
      const restarted = await restart(page, "From the failed step");
      expect(restarted).not.toBe(chain);
      await api.until(restarted, "Error");
      const parts = await api.parts(restarted);
      expect(await api.path(parts.CASH ?? "")).toEqual(["New", "Skipped"]);
      expect((await api.run(parts.BANK ?? "")).state).toBe("Error");
      expect((await api.run(chain)).state).toBe("Error");
    });

    test("from the failed call: it runs, and the steps after it follow", async ({ page }) => {
      broken.delete("/bank/YEARLY_CLOSING");
      const failed = await api.newest("YEARLY_CLOSING", "Error");
      await page.goto(`/runs/${failed}`);
      const restarted = await restart(page, "One call", { Step: "IMPORT", Call: "BANK" });
      await expect(state(page)).toHaveAttribute("data-state", "Completed", { timeout: 15_000 });
      expect((await api.run(restarted)).restartOf).toBe(failed);
      const parts = await api.parts(restarted);
      expect(await api.path(parts.CASH ?? "")).toEqual(["New", "Skipped"]);
      expect((await api.run(parts.BANK ?? "")).state).toBe("Completed");
      expect((await api.run(parts.BOOKS ?? "")).state).toBe("Completed");
      await page.locator(`dl a[href="/runs/${failed}"]`).click();
      await expect(page).toHaveURL(new RegExp(failed));
    });
  });

/** Restarts the chain whose page is open; answers with the id of the new run, whose page is open then. */
async function restart(
  page: Page,
  what: string,
  choices: Record<string, string> = {},
): Promise<string> {
  const before = page.url();
  await page.getByRole("button", { name: /^Restart/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: what }).click();
  for (const [label, name] of Object.entries(choices)) {
    await dialog.getByRole("combobox", { name: label }).click();
    await page.getByRole("option", { name }).click();
  }
  await dialog.getByRole("button", { name: "Restart", exact: true }).click();
  await expect(page).not.toHaveURL(before);
  return new URL(page.url()).pathname.split("/").pop() ?? "";
}
