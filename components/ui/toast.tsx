"use client";

import { CircleAlert, CircleCheck, Info } from "lucide-react";
import { Toaster as Sonner, toast as sonner } from "sonner";

/** The place where toasts appear; once per application. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      icons={{
        success: <CircleCheck aria-hidden="true" className="size-4" />,
        error: <CircleAlert aria-hidden="true" className="size-4 text-danger-text" />,
        info: <Info aria-hidden="true" className="size-4" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-start gap-2.5 rounded-md border border-line bg-raised px-3 py-2.5 text-sm text-ink shadow-pop sm:w-96",
          title: "font-medium",
          description: "text-xs text-ink-muted",
          actionButton:
            "ml-auto h-7 shrink-0 rounded-md border border-line-strong/60 px-2 text-xs font-medium hover:bg-hover",
        },
      }}
    />
  );
}

type ToastOptions = { description?: string; action?: { label: string; onClick: () => void } };

/** Says that something was done, or that it was not; errors stay until dismissed. */
export const toast = {
  success: (title: string, options: ToastOptions = {}) => sonner.success(title, options),
  info: (title: string, options: ToastOptions = {}) => sonner.info(title, options),
  error: (title: string, options: ToastOptions = {}) =>
    sonner.error(title, { ...options, duration: 12_000, closeButton: true }),
};
