import { notFound } from "next/navigation";
import { AppError } from "@/lib/domain/errors";
import { isId } from "@/lib/domain/ids";

/** What a page is about, or the page that says that there is no such thing. */
export async function orNotFound<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}

/** The id in an address or action; throws `not_found` for text that can't be one. */
export function requireId(id: unknown): string {
  if (typeof id === "string" && isId(id)) return id;
  throw new AppError("not_found", "There is nothing with this id.");
}
