import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Alert } from "@/components/ui/alert";
import { safePath } from "@/lib/domain/access/safe-path";
import { hasUsers } from "@/lib/queries/users/has-users";
import { authenticateRequest } from "@/lib/services/access/authenticate";
import { browserCaller } from "../browser-caller";
import { SignInForm } from "./_components/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

interface LoginPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const next = safePath((await searchParams).next);
  const { access, caller } = await browserCaller();
  if (await authenticateRequest(access, caller)) redirect(next);
  const isSetUp = await hasUsers(access.db);
  return (
    <>
      <h1 className="mb-4 text-xl font-semibold">Sign in</h1>
      {isSetUp ? (
        <SignInForm next={next} />
      ) : (
        <Alert title="There is no user yet">
          Open the one-time link that the server printed when it started. It creates the first
          administrator. A restart prints a new one.
        </Alert>
      )}
    </>
  );
}
