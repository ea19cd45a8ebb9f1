"use server";

import { revalidatePath } from "next/cache";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { replyToMessage } from "@/lib/services/messages/reply-to-message";

export async function replyAction(id: string, reply: string): Promise<FormResult> {
  const ctx = await pageContext();
  const result = await formResult(() => replyToMessage(ctx, { id, reply }));
  revalidatePath("/messages");
  return result;
}
