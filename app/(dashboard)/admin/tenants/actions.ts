"use server";

import { revalidatePath } from "next/cache";
import { formFields } from "@/lib/domain/access/form-fields";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import { createTenant } from "@/lib/services/tenants/create-tenant";
import { deleteTenant } from "@/lib/services/tenants/delete-tenant";

const PAGE = "/admin/tenants";

export async function createTenantAction(
  _: FormResult<string> | null,
  form: FormData,
): Promise<FormResult<string>> {
  const ctx = await pageContext();
  const result = await formResult(async () => (await createTenant(ctx, formFields(form))).name);
  revalidatePath(PAGE);
  return result;
}

export async function deleteTenantAction(id: string): Promise<FormResult> {
  const ctx = await pageContext();
  const result = await formResult(() => deleteTenant(ctx, { id }));
  revalidatePath(PAGE);
  return result;
}
