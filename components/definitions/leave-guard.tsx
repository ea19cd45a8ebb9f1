"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** Asks before a link or the browser leaves a form with changes that are not saved. */
export function LeaveGuard({ isDirty }: { isDirty: boolean }) {
  const [target, setTarget] = useState<string>();
  const router = useRouter();

  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const href = internalHrefOf(event);
      if (href === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(href);
    };
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, { capture: true });
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, { capture: true });
    };
  }, [isDirty]);

  return (
    <ConfirmDialog
      open={target !== undefined}
      onOpenChange={(open) => !open && setTarget(undefined)}
      title="Leave without saving?"
      description="What you changed in this form will be lost."
      confirmLabel="Leave"
      cancelLabel="Stay"
      danger
      onConfirm={() => {
        if (target !== undefined) router.push(target);
      }}
    />
  );
}

/** The address a plain click on a link of this application leads to. */
function internalHrefOf(event: MouseEvent): string | undefined {
  const isPlain = !event.metaKey && !event.ctrlKey && !event.shiftKey && event.button === 0;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!isPlain || !(link instanceof HTMLAnchorElement) || link.target === "_blank")
    return undefined;
  if (link.origin !== window.location.origin || link.hasAttribute("download")) return undefined;
  const isHere = link.pathname === window.location.pathname && link.hash !== "";
  return isHere ? undefined : `${link.pathname}${link.search}${link.hash}`;
}
