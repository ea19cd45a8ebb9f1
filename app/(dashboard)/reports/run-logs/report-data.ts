import { parseUtcText } from "@/components/ui/utc-text";
import { AppError } from "@/lib/domain/errors";
import type { ReportWish } from "@/lib/domain/report/run-log-selection";
import { previewRunLogReport, type ReportPreview } from "@/lib/queries/reports/run-log-report";
import type { Context } from "@/lib/services/context";
import { type ReportView, statesOf } from "./search-params";

const PAGE = 50;

/** The preview of a view, or what is wrong with what was typed: at a field, or in general. */
export type ReportData =
  | { ok: true; preview: ReportPreview }
  | { ok: false; field: "from" | "to" | "job" | null; problem: string };

/** Reads what the page shows; a job is the definition of that name, else a pattern of names. */
export async function readReport(ctx: Context, view: ReportView): Promise<ReportData> {
  const [from, to] = [parseUtcText(view.from), parseUtcText(view.to)];
  if (!from.ok) return { ok: false, field: "from", problem: from.reason };
  if (!to.ok) return { ok: false, field: "to", problem: to.reason };
  const wish = { from: from.at, to: to.at, state: statesOf(view) };
  const page = { limit: PAGE, cursor: view.cursor };
  try {
    return { ok: true, preview: await previewOf(ctx, { wish, job: view.job, page }) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === "internal") throw error;
    const field = error.field === "from" || error.field === "to" ? error.field : null;
    return { ok: false, field: error.field === "name" ? "job" : field, problem: error.message };
  }
}

interface PreviewRequest {
  wish: ReportWish;
  job: string;
  page: { limit: number; cursor: string };
}

async function previewOf(
  ctx: Context,
  { wish, job, page }: PreviewRequest,
): Promise<ReportPreview> {
  if (job === "") return previewRunLogReport(ctx, wish, page);
  try {
    if (!job.includes("*")) {
      return await previewRunLogReport(ctx, { ...wish, definition: job }, page);
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
  }
  return previewRunLogReport(ctx, { ...wish, name: job }, page);
}
