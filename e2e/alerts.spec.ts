import { expect, test } from "@playwright/test";
import { type Endpoint, httpEndpoint } from "../lib/testing/endpoints";
import { nativeApi } from "./native-api";

let receiver: Endpoint;
let job: Endpoint;
const received: Record<string, unknown>[] = [];

test.beforeAll(async () => {
  job = await httpEndpoint((_, response) => response.writeHead(500).end("Out of paper."));
  receiver = await httpEndpoint(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    received.push(JSON.parse(body));
    response.writeHead(200).end("Thank you.");
  });
});
test.afterAll(() => Promise.all([job.close(), receiver.close()]));

test("a channel is made and tested, a rule is made, and a run that fails is told and acknowledged", async ({
  page,
}) => {
  await page.goto("/alerts/channels");
  await page.getByRole("button", { name: "New channel" }).first().click();
  const channel = page.getByRole("dialog");
  await channel.getByLabel("Name").fill("pager");
  await channel.getByLabel("Kind").selectOption("webhook");
  await channel.getByLabel("Address").fill(receiver.url);
  await channel.getByRole("button", { name: "Create" }).click();
  await page.getByRole("button", { name: "Test pager" }).click();
  await expect(page.getByRole("dialog").getByText("Thank you.")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Close" }).last().click();

  await page.goto("/alerts/rules");
  await page.getByRole("button", { name: "New rule" }).first().click();
  const rule = page.getByRole("dialog");
  await rule.getByLabel("Name", { exact: true }).fill("PRINTING");
  await rule.getByLabel("Job name").fill("PRINT_*");
  await rule.getByLabel("pager").check();
  const sentence = "When a run of PRINT_* fails, tell pager, at most once an hour.";
  await expect(rule.getByText(sentence)).toBeVisible();
  await rule.getByRole("button", { name: "Create" }).click();
  await expect(page.getByText(sentence)).toBeVisible();

  const api = nativeApi(page.request);
  await api.http("PRINT_INVOICES", job.url);
  const run = await api.submit("PRINT_INVOICES");
  await api.until(run, "Error");
  await expect
    .poll(() => received.map(({ event }) => event), { timeout: 20_000 })
    .toEqual(["TEST", "RUN_FAILED"]);
  expect(received[1]).toMatchObject({ jobName: "PRINT_INVOICES", run: { id: run } });

  await page.goto("/alerts");
  await expect(page.getByRole("link", { name: /^PRINT_INVOICES \w+ failed/ })).toBeVisible();
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText(/· \w+ looks after it/)).toBeVisible();
  await page.getByRole("link", { name: "Messages" }).last().click();
  await expect(page.getByText("Thank you.")).toBeVisible();
});
