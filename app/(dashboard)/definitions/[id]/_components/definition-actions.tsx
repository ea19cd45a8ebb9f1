"use client";

import {
  Ellipsis,
  FileText,
  FlaskConical,
  Pencil,
  Play,
  Power,
  Terminal,
  Trash2,
} from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { curlCommand } from "@/components/definitions/curl-command";
import { useShortcuts } from "@/components/layout/shortcuts";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { DropdownMenu, type MenuItem } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { toast } from "@/components/ui/toast";
import { reportHref } from "../../../reports/run-logs/search-params";
import { RunNowDialog } from "../../_components/run-now-dialog";
import { deleteDefinitionAction, updateDefinitionAction } from "../../actions";
import type { RunForm } from "../../run-form";

type DefinitionActionsProps = {
  definition: { id: string; name: string; active: boolean };
  /** What a run of it is asked for. */
  runForm: RunForm;
  mayWrite: boolean;
  mayRun: boolean;
  publicUrl: string;
};

/** What can be done to a definition by whoever looks at it. */
export function DefinitionActions({
  definition,
  runForm,
  mayWrite,
  mayRun,
  publicUrl,
}: DefinitionActionsProps) {
  const { id, name, active } = definition;
  const [opened, setOpened] = useState<"run" | "test" | "delete">();
  const router = useRouter();
  const editHref = `/definitions/${id}/edit`;

  const shortcuts = useMemo(
    () => [
      ...(mayRun ? [{ keys: "r", label: "Run now", onPress: () => setOpened("run") }] : []),
      ...(mayWrite ? [{ keys: "e", label: "Edit", onPress: () => router.push(editHref) }] : []),
      ...(mayWrite
        ? [
            {
              keys: "n",
              label: "New schedule",
              onPress: () => router.push(`/schedules/new?definition=${id}`),
            },
          ]
        : []),
    ],
    [mayRun, mayWrite, router, editHref, id],
  );
  useShortcuts(shortcuts);

  async function setActive(next: boolean) {
    const result = await updateDefinitionAction(id, { active: next });
    if (!result.ok) {
      toast.error(`It was not ${next ? "activated" : "deactivated"}`, {
        description: result.message,
      });
      return;
    }
    toast.success(`${next ? "Activated" : "Deactivated"}: ${name}`);
    router.refresh();
  }

  async function copyCommand() {
    const body = { definition: name };
    const command = curlCommand({ method: "POST", url: `${publicUrl}/api/v1/runs`, body });
    const isCopied = await navigator.clipboard?.writeText(command).then(
      () => true,
      () => false,
    );
    if (isCopied) toast.success("Copied: the command that runs it");
    else toast.error("The browser did not allow copying", { description: command });
  }

  const items: MenuItem[] = [
    ...(mayRun && runForm.kind === "http"
      ? [
          {
            id: "test",
            label: "Test endpoint",
            icon: <FlaskConical aria-hidden="true" />,
            onSelect: () => setOpened("test"),
          },
        ]
      : []),
    {
      id: "curl",
      label: "Copy run as cURL",
      icon: <Terminal aria-hidden="true" />,
      onSelect: () => void copyCommand(),
    },
    {
      id: "report",
      label: "Run-log report of this job",
      icon: <FileText aria-hidden="true" />,
      href: reportHref({ job: name }),
    },
    ...(mayWrite
      ? [
          {
            id: "active",
            label: active ? "Deactivate" : "Activate",
            icon: <Power aria-hidden="true" />,
            onSelect: () => void setActive(!active),
          },
          {
            id: "delete",
            label: "Delete",
            danger: true,
            icon: <Trash2 aria-hidden="true" />,
            onSelect: () => setOpened("delete"),
          },
        ]
      : []),
  ];

  return (
    <>
      {mayRun && (
        <Button variant="primary" onClick={() => setOpened("run")}>
          <Play aria-hidden="true" />
          Run now
        </Button>
      )}
      {mayWrite && (
        <Button asChild>
          <Link href={editHref}>
            <Pencil aria-hidden="true" />
            Edit
          </Link>
        </Button>
      )}
      {mayRun && (
        <DropdownMenu
          trigger={
            <IconButton
              label="More actions"
              variant="secondary"
              icon={<Ellipsis aria-hidden="true" />}
            />
          }
          groups={[{ items }]}
        />
      )}
      {(opened === "run" || opened === "test") && (
        <RunNowDialog
          key={opened}
          open
          onOpenChange={(open) => !open && setOpened(undefined)}
          target={{ definitionId: id, name }}
          form={runForm}
          isTest={opened === "test"}
        />
      )}
      <ConfirmDialog
        open={opened === "delete"}
        onOpenChange={(open) => !open && setOpened(undefined)}
        title={`Delete ${name}?`}
        description="Its schedules, runs and run logs go with it, and what runs now is stopped. This cannot be undone."
        confirmLabel="Delete"
        danger
        typedConfirmation={name}
        onConfirm={async () => {
          const result = await deleteDefinitionAction(id);
          if (!result.ok) return result.message;
          toast.success(`Deleted: ${name}`);
          router.push("/definitions");
          return undefined;
        }}
      />
    </>
  );
}
