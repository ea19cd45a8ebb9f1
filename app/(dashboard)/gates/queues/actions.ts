"use server";

import { revalidatePath } from "next/cache";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { deleteQueue } from "@/lib/services/queues/delete-queue";
import { putQueue } from "@/lib/services/queues/put-queue";
import { setQueueHeld } from "@/lib/services/queues/set-queue-held";
import { typedText } from "../form-values";
import { queueInputFrom } from "./queue-form";

const PAGES = "/gates";

/** Makes a queue when no name is given, or replaces the rules of the one that has it. */
export async function saveQueueAction(
  given: string | null,
  _: FormResult<{ name: string }> | null,
  form: FormData,
): Promise<FormResult<{ name: string }>> {
  const ctx = await pageContext();
  const name = given ?? typedText(form, "name");
  const request = { name, input: queueInputFrom(form), isNew: given === null };
  const result = await formResult(async () => {
    await putQueue(ctx, request);
    return { name };
  });
  revalidatePath(PAGES, "layout");
  return result;
}

export async function setQueueHeldAction(name: string, held: boolean): Promise<FormResult> {
  const ctx = await pageContext();
  const result = await formResult(() => setQueueHeld(ctx, { name, held: held === true }));
  revalidatePath(PAGES, "layout");
  return result;
}

export async function deleteQueueAction(name: string): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => deleteQueue(ctx, { name }));
}
