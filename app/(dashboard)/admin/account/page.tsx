import type { Metadata } from "next";
import { PageHeader } from "@/components/layout/page-header";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { MIN_PASSWORD_LENGTH } from "@/lib/domain/access/password-rules";
import { pageContext } from "@/lib/server";
import { ChangePasswordForm } from "./_components/change-password-form";

export const metadata: Metadata = { title: "My account" };

interface AccountPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AccountPage({ searchParams }: AccountPageProps) {
  const { actor } = await pageContext();
  const { changed } = await searchParams;
  const role = actor.kind === "user" ? actor.role : actor.kind;
  return (
    <>
      <PageHeader title="My account" description={`Signed in as ${actor.name}, ${role}.`} />
      {changed === "1" && (
        <Alert kind="success" live className="mb-4 max-w-md">
          The password is changed. Your sessions in other browsers have ended.
        </Alert>
      )}
      <Card title="Change the password" className="max-w-md">
        <ChangePasswordForm username={actor.name} minLength={MIN_PASSWORD_LENGTH} />
      </Card>
    </>
  );
}
