"use server";

import { revalidatePath } from "next/cache";
import { AppError } from "@/lib/domain/errors";
import { loadDemoLandscape, pageContext } from "@/lib/server";

/** Loads the demo landscape for the signed-in administrator. */
export async function loadDemo(): Promise<{ ok: true } | { ok: false; message: string }> {
  const ctx = await pageContext();
  try {
    await loadDemoLandscape(ctx);
  } catch (error) {
    if (error instanceof AppError) return { ok: false, message: error.message };
    throw error;
  }
  revalidatePath("/", "layout");
  return { ok: true };
}
