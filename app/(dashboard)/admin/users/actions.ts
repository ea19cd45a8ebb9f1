"use server";

import { revalidatePath } from "next/cache";
import { formFields } from "@/lib/domain/access/form-fields";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { changeUserRole } from "@/lib/services/users/change-user-role";
import { type CreatedUser, createUser } from "@/lib/services/users/create-user";
import { type ResetPassword, resetUserPassword } from "@/lib/services/users/reset-user-password";
import { setUserActive } from "@/lib/services/users/set-user-active";

const PAGE = "/admin/users";

export async function createUserAction(
  _: FormResult<CreatedUser> | null,
  form: FormData,
): Promise<FormResult<CreatedUser>> {
  const ctx = await pageContext();
  const result = await formResult(() => createUser(ctx, formFields(form)));
  revalidatePath(PAGE);
  return result;
}

export async function changeRoleAction(id: string, role: string): Promise<FormResult> {
  const ctx = await pageContext();
  const result = await formResult(() => changeUserRole(ctx, { id, role }));
  revalidatePath(PAGE);
  return result;
}

export async function setActiveAction(id: string, active: boolean): Promise<FormResult> {
  const ctx = await pageContext();
  const result = await formResult(() => setUserActive(ctx, { id, active }));
  revalidatePath(PAGE);
  return result;
}

export async function resetPasswordAction(
  _: FormResult<ResetPassword> | null,
  form: FormData,
): Promise<FormResult<ResetPassword>> {
  const ctx = await pageContext();
  return formResult(() => resetUserPassword(ctx, formFields(form)));
}
