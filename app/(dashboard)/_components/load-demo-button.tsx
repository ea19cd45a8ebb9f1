"use client";

import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { loadDemo } from "../demo-action";

/** Loads the demo landscape; the page then shows it by itself. */
export function LoadDemoButton() {
  const [isLoading, start] = useTransition();
  function load() {
    start(async () => {
      const result = await loadDemo().catch(() => ({
        ok: false as const,
        message: "The server did not answer.",
      }));
      if (result.ok)
        toast.success("The demo landscape is loaded", {
          description: "Its first runs start within seconds.",
        });
      else toast.error("The demo was not loaded", { description: result.message });
    });
  }
  return (
    <Button loading={isLoading} onClick={load}>
      Load the demo landscape
    </Button>
  );
}
