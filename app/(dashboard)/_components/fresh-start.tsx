import { Braces } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadDemoButton } from "./load-demo-button";

/** The first page of an installation in which nothing is defined yet. */
export function FreshStart({ canDefine }: { canDefine: boolean }) {
  return (
    <Card>
      <EmptyState
        icon={<Braces />}
        title="Nothing is defined yet"
        description={
          canDefine
            ? "A definition says what can be run: an address to call, and how. A schedule says when. The demo brings some of both, with endpoints of its own that are quick, slow, failing and asynchronous."
            : "Somebody with the role administrator creates the first definition. It will show here, with its runs."
        }
        action={
          canDefine && (
            <>
              <Link href="/definitions/new" className={buttonClass({ variant: "primary" })}>
                Create your first definition
              </Link>
              <LoadDemoButton />
            </>
          )
        }
      />
    </Card>
  );
}
