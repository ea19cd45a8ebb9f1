"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { formFields } from "@/lib/domain/access/form-fields";
import { safePath } from "@/lib/domain/access/safe-path";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { signInUser } from "@/lib/services/access/sign-in-user";
import { signOutUser } from "@/lib/services/access/sign-out-user";
import { browserCaller } from "../browser-caller";
import { setSessionCookies } from "../set-session-cookies";

export interface SignInState {
  result: FormResult;
  /** Typed again into the form, so that only the password has to be repeated. */
  username: string;
}

export async function signInAction(_: SignInState | null, form: FormData): Promise<SignInState> {
  const { next, ...login } = formFields(form);
  const result = await formResult(async () => {
    const { access, caller } = await browserCaller();
    await setSessionCookies(await signInUser(access, login, caller));
  });
  if (result.ok) redirect(safePath(next));
  return { result, username: String(login.username ?? "") };
}

/** Ends the session of this browser and leads to the sign-in page. */
export async function signOutAction(): Promise<void> {
  const { access } = await browserCaller();
  await setSessionCookies(await signOutUser(access, await headers()));
  redirect("/login");
}
