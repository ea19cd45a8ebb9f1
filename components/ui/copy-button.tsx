"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonSize } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";

type CopyButtonProps = {
  /** The text, or a function that makes it when asked. */
  text: string | (() => string);
  /** What is copied: "Copy the run id". */
  label: string;
  /** Shows the label beside the icon. */
  showLabel?: boolean;
  size?: ButtonSize;
  className?: string;
};

export function CopyButton({
  text,
  label,
  showLabel = false,
  size = "sm",
  className,
}: CopyButtonProps) {
  const [result, setResult] = useState<"copied" | "failed">();
  useEffect(() => {
    if (result === undefined) return;
    const timer = setTimeout(() => setResult(undefined), 1_600);
    return () => clearTimeout(timer);
  }, [result]);

  async function copy() {
    const isCopied = await writeClipboard(typeof text === "function" ? text() : text);
    setResult(isCopied ? "copied" : "failed");
  }

  const words =
    result === "copied"
      ? "Copied"
      : result === "failed"
        ? "Not copied: select and copy by hand"
        : label;
  const icon = result === "copied" ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />;
  const common = {
    size,
    onClick: () => void copy(),
    ...(className === undefined ? {} : { className }),
  };
  return (
    <>
      {showLabel ? (
        <Button {...common}>
          {icon}
          {words}
        </Button>
      ) : (
        <IconButton {...common} label={words} icon={icon} />
      )}
      <span role="status" className="sr-only">
        {result === undefined ? "" : words}
      </span>
    </>
  );
}

/** The clipboard API exists on secure origins only; elsewhere a selection is copied. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const isCopied = document.execCommand("copy");
    area.remove();
    return isCopied;
  }
}
