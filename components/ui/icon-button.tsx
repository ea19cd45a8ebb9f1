"use client";

import type { ComponentProps, ReactNode } from "react";
import { Button, type ButtonSize, type ButtonVariant } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/format/cn";

const SIZE: Record<ButtonSize, string> = { sm: "w-7 px-0", md: "w-8 px-0", lg: "w-10 px-0" };

type IconButtonProps = Omit<ComponentProps<"button">, "children"> & {
  /** The accessible name, also shown as tooltip. */
  label: string;
  icon: ReactNode;
  keys?: string;
  variant?: ButtonVariant;
  size?: ButtonSize;
  loading?: boolean;
  side?: "top" | "right" | "bottom" | "left";
};

export function IconButton({
  label,
  icon,
  keys,
  variant = "ghost",
  size = "md",
  loading = false,
  side = "bottom",
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} side={side} {...(keys === undefined ? {} : { keys })}>
      <Button
        {...rest}
        variant={variant}
        size={size}
        loading={loading}
        aria-label={label}
        className={cn(SIZE[size], className)}
      >
        {loading ? null : icon}
      </Button>
    </Tooltip>
  );
}
