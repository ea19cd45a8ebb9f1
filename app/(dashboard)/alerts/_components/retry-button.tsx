"use client";

import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { retryDeliveryAction } from "../actions";

/** Sends a message again. */
export function RetryButton({ id, message }: { id: string; message: string }) {
  const [isBusy, start] = useTransition();
  return (
    <Button
      size="sm"
      className="mt-1"
      loading={isBusy}
      aria-label={`Send again: ${message}`}
      onClick={() =>
        start(async () => {
          const result = await retryDeliveryAction(id);
          if (result.ok) toast.success("The message is sent again");
          else toast.error(result.message);
        })
      }
    >
      Send again
    </Button>
  );
}
