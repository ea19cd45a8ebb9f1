"use server";

import { revalidatePath } from "next/cache";
import { formFields } from "@/lib/domain/access/form-fields";
import { pageContext } from "@/lib/server";
import { type FormResult, formResult } from "@/lib/services/access/form-result";
import {
  createCredential,
  type IssuedCredential,
} from "@/lib/services/credentials/create-credential";
import { deleteCredential } from "@/lib/services/credentials/delete-credential";
import { revokeCredential } from "@/lib/services/credentials/revoke-credential";
import { rotateCredentialSecret } from "@/lib/services/credentials/rotate-credential-secret";

const PAGE = "/admin/credentials";

export async function createCredentialAction(
  _: FormResult<IssuedCredential> | null,
  form: FormData,
): Promise<FormResult<IssuedCredential>> {
  const { tenant, ...fields } = formFields(form, { lists: ["scopes"] });
  const owner = tenant === "all" ? { isProvider: true } : { tenantId: tenant };
  const ctx = await pageContext();
  const result = await formResult(() => createCredential(ctx, { ...fields, ...owner }));
  revalidatePath(PAGE);
  return result;
}

export async function rotateSecretAction(id: string): Promise<FormResult<IssuedCredential>> {
  const ctx = await pageContext();
  return formResult(() => rotateCredentialSecret(ctx, { id }));
}

export async function revokeCredentialAction(id: string): Promise<FormResult> {
  const ctx = await pageContext();
  const result = await formResult(() => revokeCredential(ctx, { id }));
  revalidatePath(PAGE);
  return result;
}

export async function deleteCredentialAction(id: string): Promise<FormResult> {
  const ctx = await pageContext();
  const result = await formResult(() => deleteCredential(ctx, { id }));
  revalidatePath(PAGE);
  return result;
}
