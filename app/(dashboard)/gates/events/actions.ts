"use server";

import { revalidatePath } from "next/cache";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { clearEvent } from "@/lib/services/events/clear-event";
import { deleteEvent } from "@/lib/services/events/delete-event";
import { putEvent } from "@/lib/services/events/put-event";
import { raiseEvent } from "@/lib/services/events/raise-event";
import { typedText } from "../form-values";

/** Makes an event when no name is given, or replaces the description of the one that has it. */
export async function saveEventAction(
  given: string | null,
  _: FormResult<{ name: string }> | null,
  form: FormData,
): Promise<FormResult<{ name: string }>> {
  const ctx = await pageContext();
  const name = given ?? typedText(form, "name");
  const input = { description: typedText(form, "description") };
  const result = await formResult(async () => {
    await putEvent(ctx, { name, input, isNew: given === null });
    return { name };
  });
  revalidatePath("/gates", "layout");
  return result;
}

export async function raiseEventAction(name: string, comment: string): Promise<FormResult> {
  const ctx = await pageContext();
  const result = await formResult(() => raiseEvent(ctx, { name, input: { comment } }));
  revalidatePath("/gates", "layout");
  return result;
}

export async function clearEventAction(name: string, comment: string): Promise<FormResult> {
  const ctx = await pageContext();
  const result = await formResult(() => clearEvent(ctx, { name, input: { comment } }));
  revalidatePath("/gates", "layout");
  return result;
}

export async function deleteEventAction(name: string): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => deleteEvent(ctx, { name }));
}
