"use client";

import { Pencil, Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import type { AlertChannelView } from "@/lib/domain/native-api/alert-resource";
import { SubmitForm } from "../../admin/_components/submit-form";
import { saveChannelAction } from "../actions";
import { ChannelFields } from "./channel-fields";

/** Makes a channel, or changes the one given. */
export function ChannelDialog({ channel }: { channel?: AlertChannelView }) {
  const [isOpen, setIsOpen] = useState(false);
  const name = channel?.name ?? null;
  const Icon = name === null ? Plus : Pencil;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      title={name === null ? "New channel" : `Change ${name}`}
      description="A way to tell somebody. Rules name the channels they tell."
      trigger={
        <Button
          variant={name === null ? "primary" : "secondary"}
          {...(name === null ? {} : { "aria-label": `Edit ${name}`, size: "sm" as const })}
        >
          <Icon aria-hidden="true" />
          {name === null ? "New channel" : "Edit"}
        </Button>
      }
    >
      <SubmitForm<{ name: string }>
        action={saveChannelAction.bind(null, name)}
        submitLabel={name === null ? "Create" : "Save"}
        onCancel={() => setIsOpen(false)}
        onDone={(saved) => {
          setIsOpen(false);
          toast.success(name === null ? `${saved.name} was created` : `${saved.name} was changed`);
        }}
      >
        {(result) => <ChannelFields result={result} channel={channel} />}
      </SubmitForm>
    </Dialog>
  );
}
