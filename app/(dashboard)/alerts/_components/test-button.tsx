"use client";

import { Send } from "lucide-react";
import { useState, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { SendResult } from "@/lib/domain/alert/alert-outlet";
import type { FormResult } from "@/lib/services/access/form-result";
import { testChannelAction } from "../actions";

/** Sends a test message over a channel, and shows what was answered. */
export function TestButton({ name }: { name: string }) {
  const [isBusy, start] = useTransition();
  const [result, setResult] = useState<FormResult<SendResult>>();
  return (
    <>
      <Button
        size="sm"
        loading={isBusy}
        aria-label={`Test ${name}`}
        onClick={() => start(async () => setResult(await testChannelAction(name)))}
      >
        <Send aria-hidden="true" />
        Test
      </Button>
      <Dialog
        open={result !== undefined}
        onOpenChange={(open) => !open && setResult(undefined)}
        title={`Test of ${name}`}
        footer={<Button onClick={() => setResult(undefined)}>Close</Button>}
      >
        {result !== undefined && <TestAnswer result={result} />}
      </Dialog>
    </>
  );
}

function TestAnswer({ result }: { result: FormResult<SendResult> }) {
  if (!result.ok) return <Alert kind="danger">{result.message}</Alert>;
  const { ok, statusCode, answer } = result.value;
  const title = ok ? "The test message was taken" : "The test message was not taken";
  return (
    <Alert kind={ok ? "success" : "danger"} title={title}>
      <span className="wrap-anywhere">
        {statusCode !== null && <span className="font-mono">{statusCode} </span>}
        {answer === "" ? "There was no text in the answer." : answer}
      </span>
    </Alert>
  );
}
