import { expect, it } from "vitest";
import { alertsHref, givenOf, parseAlertList, parseDeliveryList } from "./search-params";

const ID = "019cae6b-69e8-7000-83aa-c7e919fa4ab5";
const read = (href: string) => new URL(href, "http://localhost").searchParams;

it("reads what it writes", () => {
  const alerts = { state: "recovered", cursor: ID } as const;
  expect(parseAlertList(read(alertsHref("/alerts", alerts)))).toEqual(alerts);
  const sent = { state: "failed", channel: "ops & mail", alert: ID, cursor: "" } as const;
  expect(parseDeliveryList(read(alertsHref("/alerts/deliveries", sent)))).toEqual(sent);
});

it("takes what cannot be understood for absent, and writes nothing for it", () => {
  const view = parseDeliveryList(read("/?state=lost&channel=%00&alert=x&cursor=1"));
  expect(view).toEqual({ state: "", channel: "", alert: "", cursor: "" });
  expect(alertsHref("/alerts/deliveries", view)).toBe("/alerts/deliveries");
  expect(givenOf(view)).toEqual({});
});
