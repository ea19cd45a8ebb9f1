"use server";

import { revalidatePath } from "next/cache";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { deleteCalendar } from "@/lib/services/calendars/delete-calendar";
import { putCalendar } from "@/lib/services/calendars/put-calendar";
import { entriesOf, typedText, typedTexts } from "../form-values";

/** Makes a calendar when no name is given, or replaces the days of the one that has it. */
export async function saveCalendarAction(
  given: string | null,
  _: FormResult<{ name: string }> | null,
  form: FormData,
): Promise<FormResult<{ name: string }>> {
  const ctx = await pageContext();
  const name = given ?? typedText(form, "name");
  const input = {
    description: typedText(form, "description"),
    holidays: entriesOf(typedText(form, "holidays")),
    weekend: typedTexts(form, "weekend"),
  };
  const result = await formResult(async () => {
    await putCalendar(ctx, { name, input, isNew: given === null });
    return { name };
  });
  revalidatePath("/gates", "layout");
  return result;
}

export async function deleteCalendarAction(name: string): Promise<FormResult> {
  const ctx = await pageContext();
  return formResult(() => deleteCalendar(ctx, { name }));
}
