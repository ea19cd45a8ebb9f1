import type { Metadata } from "next";
import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { buttonClass } from "@/components/ui/button";
import { MIN_PASSWORD_LENGTH } from "@/lib/domain/access/password-rules";
import { isSetupTokenValid } from "@/lib/services/access/setup-token";
import { browserCaller } from "../browser-caller";
import { SetupForm } from "./_components/setup-form";

export const metadata: Metadata = { title: "First administrator", referrer: "no-referrer" };

interface SetupPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SetupPage({ searchParams }: SetupPageProps) {
  const { token } = await searchParams;
  const { access, caller } = await browserCaller();
  const isValid =
    typeof token === "string" && (await isSetupTokenValid(access.db, { token, now: caller.now }));
  return (
    <>
      <h1 className="text-xl font-semibold">First administrator</h1>
      {isValid ? (
        <>
          <p className="mt-1 mb-4 text-sm text-ink-muted">
            This link works once. Whoever you create here may do everything, and can create the
            other users.
          </p>
          <SetupForm token={token} minLength={MIN_PASSWORD_LENGTH} />
        </>
      ) : (
        <div className="mt-4 flex flex-col gap-3">
          <Alert kind="warning" title="This link does not work any more">
            It is used up, expired or replaced by a newer one. Without any user, a restart of the
            server prints a new link.
          </Alert>
          <Link href="/login" className={buttonClass()}>
            Go to sign-in
          </Link>
        </div>
      )}
    </>
  );
}
