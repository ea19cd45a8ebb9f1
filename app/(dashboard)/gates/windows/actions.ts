"use server";

import { revalidatePath } from "next/cache";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { deleteWindow } from "@/lib/services/windows/delete-window";
import { putWindow } from "@/lib/services/windows/put-window";
import { typedText } from "../form-values";
import { windowInputFrom } from "./window-form";

/** Makes a time window when no name is given, or replaces the rules of the one that has it. */
export async function saveWindowAction(
  given: string | null,
  _: FormResult<{ name: string }> | null,
  form: FormData,
): Promise<FormResult<{ name: string }>> {
  const ctx = await pageContext();
  const name = given ?? typedText(form, "name");
  const result = await formResult(async () => {
    await putWindow(ctx, { name, input: windowInputFrom(form), isNew: given === null });
    return { name };
  });
  revalidatePath("/gates", "layout");
  return result;
}

export async function deleteWindowAction(name: string): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => deleteWindow(ctx, { name }));
}
