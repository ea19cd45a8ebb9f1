"use server";

import { revalidatePath } from "next/cache";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { deleteLock } from "@/lib/services/locks/delete-lock";
import { putLock } from "@/lib/services/locks/put-lock";
import { numberFrom, typedText } from "../form-values";

/** Makes a lock when no name is given, or replaces the one that has it. */
export async function saveLockAction(
  given: string | null,
  _: FormResult<{ name: string }> | null,
  form: FormData,
): Promise<FormResult<{ name: string }>> {
  const ctx = await pageContext();
  const name = given ?? typedText(form, "name");
  const input = {
    description: typedText(form, "description"),
    type: typedText(form, "type"),
    size: numberFrom(typedText(form, "size")) ?? undefined,
  };
  const result = await formResult(async () => {
    await putLock(ctx, { name, input, isNew: given === null });
    return { name };
  });
  revalidatePath("/gates", "layout");
  return result;
}

export async function deleteLockAction(name: string): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => deleteLock(ctx, { name }));
}
