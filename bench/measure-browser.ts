import { type Browser, type CDPSession, chromium, type Page } from "@playwright/test";
import { findBrowser } from "../e2e/browser";
import { pause } from "./burst";
import type { Product } from "./product";
import { median } from "./statistics";

const LOADS = 5;
/** Runs submitted every second while the page is watched. */
const RUNS_A_SECOND = 10;

interface BrowserFigures {
  /** Milliseconds from the request of the page to its first content, and until its rows can be used. */
  firstPaint: number;
  usable: number;
  /** Used heap of the page in MB, garbage collected, after the first minute and at the end. */
  heapBefore: number;
  heapAfter: number;
}

/** B: the monitor of the product in a browser, loaded anew, then watched for `minutes` while runs start and end. */
export async function measureMonitor(product: Product, minutes: number): Promise<BrowserFigures> {
  await product.call("PUT", "/api/v1/definitions/bench-b", {
    kind: "http",
    http: { method: "POST", url: `${product.endpoint}/?delay=500` },
  });
  const { executablePath, args, env } = await findBrowser();
  const browser = await chromium.launch({ executablePath, args, env });
  try {
    const page = await signIn(browser, product);
    const loads: { firstPaint: number; usable: number }[] = [];
    for (let load = 0; load < LOADS; load += 1) loads.push(await loadMonitor(page, product));
    const heap = await watch(page, product, minutes);
    return {
      firstPaint: median(loads.map((load) => load.firstPaint)),
      usable: median(loads.map((load) => load.usable)),
      ...heap,
    };
  } finally {
    await browser.close();
  }
}

async function signIn(browser: Browser, { baseUrl, admin }: Product): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(`${baseUrl}/login`);
  await page.getByLabel("User name").fill(admin.user);
  await page.getByLabel("Password", { exact: true }).fill(admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(`${baseUrl}/`);
  return page;
}

async function loadMonitor(page: Page, { baseUrl }: Product) {
  const startedAt = performance.now();
  await page.goto(`${baseUrl}/monitor`, { waitUntil: "commit" });
  await page.getByRole("row").nth(10).waitFor();
  await page.waitForLoadState("load");
  const usable = performance.now() - startedAt;
  const firstPaint = await page.evaluate(
    () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
  );
  return { firstPaint, usable };
}

async function watch(page: Page, product: Product, minutes: number) {
  const session = await page.context().newCDPSession(page);
  await liveMinutes(product, 1);
  const heapBefore = await usedHeap(session);
  await liveMinutes(product, minutes);
  return { heapBefore, heapAfter: await usedHeap(session) };
}

async function liveMinutes(product: Product, minutes: number): Promise<void> {
  const runs = Array.from({ length: RUNS_A_SECOND }, () => ({ definition: "bench-b" }));
  for (let second = 0; second < minutes * 60; second += 1) {
    await product.call("POST", "/api/v1/runs/bulk", { runs });
    await pause(1000);
  }
}

async function usedHeap(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  return usedSize / 1024 / 1024;
}
