"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { browserCaller } from "@/app/(entry)/browser-caller";
import { setSessionCookies } from "@/app/(entry)/set-session-cookies";
import { formFields } from "@/lib/domain/access/form-fields";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { changeOwnPassword } from "@/lib/services/users/change-own-password";

export async function changePasswordAction(
  _: FormResult | null,
  form: FormData,
): Promise<FormResult> {
  const ctx = await pageContext();
  const { access } = await browserCaller();
  const change = { access, headers: await headers(), input: formFields(form) };
  const result = await formResult(async () =>
    setSessionCookies(await changeOwnPassword(ctx, change)),
  );
  // Rendered in the same request, the page would still see the cookie of the session that has ended.
  if (result.ok) redirect("/admin/account?changed=1");
  return result;
}
