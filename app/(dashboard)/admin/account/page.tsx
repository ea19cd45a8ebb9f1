import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { MIN_PASSWORD_LENGTH } from "@/lib/domain/access/password-rules";
import { pageContext } from "@/lib/server";
import { ChangePasswordForm } from "./_components/change-password-form";

export const metadata: Metadata = { title: "My account" };

export default async function AccountPage() {
  const { actor } = await pageContext();
  const role = actor.kind === "user" ? actor.role : actor.kind;
  return (
    <>
      <PageHeader title="My account" description={`Signed in as ${actor.name}, ${role}.`} />
      <Card title="Change the password" className="max-w-md">
        <ChangePasswordForm username={actor.name} minLength={MIN_PASSWORD_LENGTH} />
      </Card>
    </>
  );
}
