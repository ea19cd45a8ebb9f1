"use server";

import { redirect } from "next/navigation";
import { formFields } from "@/lib/domain/access/form-fields";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { setupAdministrator } from "@/lib/services/access/setup-administrator";
import { browserCaller } from "../browser-caller";
import { setSessionCookies } from "../set-session-cookies";

export interface SetupState {
  result: FormResult;
  username: string;
}

export async function setupAction(_: SetupState | null, form: FormData): Promise<SetupState> {
  const input = formFields(form);
  const result = await formResult(async () => {
    const { access, caller } = await browserCaller();
    await setSessionCookies(await setupAdministrator(access, input, caller));
  });
  if (result.ok) redirect("/");
  return { result, username: String(input.username ?? "") };
}
