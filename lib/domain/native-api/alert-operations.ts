import { z } from "zod";
import { putAlertChannelSchema } from "@/lib/domain/alert/alert-channel";
import { putAlertRuleSchema } from "@/lib/domain/alert/alert-rule";
import {
  alertActionSchema,
  alertChannelSchema,
  alertListQuerySchema,
  alertRuleSchema,
  alertSchema,
  deliveryListQuerySchema,
  deliverySchema,
  testResultSchema,
} from "./alert-resource";
import { gateListQuerySchema } from "./gate-resources";
import { noQuery, type Operation, pageOf } from "./operation";

/** The calls on alerts: raised ones, the rules that raise them, the channels they are told on, and what was told. */
export const ALERT_OPERATIONS = {
  "GET /alerts/open": {
    summary: "Alerts, the latest opened first; open and muted ones unless a state is asked for",
    query: alertListQuerySchema,
    answers: { 200: pageOf(alertSchema) },
  },
  "POST /alerts/open/{id}/{action}": {
    summary: "acknowledge an alert, mute it for some minutes, or close it",
    query: noQuery,
    body: alertActionSchema,
    isBodyOptional: true,
    creates: true,
    answers: { 200: alertSchema },
  },
  "GET /alerts/rules": {
    summary: "Alert rules by name",
    query: gateListQuerySchema,
    answers: { 200: pageOf(alertRuleSchema) },
  },
  "GET /alerts/rules/{name}": {
    summary: "One alert rule",
    query: noQuery,
    answers: { 200: alertRuleSchema },
  },
  "PUT /alerts/rules/{name}": {
    summary: "Creates an alert rule or replaces it",
    query: noQuery,
    body: putAlertRuleSchema,
    answers: { 200: alertRuleSchema, 201: alertRuleSchema },
  },
  "DELETE /alerts/rules/{name}": {
    summary: "Deletes an alert rule with its alerts",
    query: noQuery,
    answers: { 204: null },
  },
  "POST /alerts/rules/{name}/{action}": {
    summary: "pause or resume an alert rule; what happens meanwhile is never told",
    query: noQuery,
    body: z.strictObject({}),
    isBodyOptional: true,
    creates: true,
    answers: { 200: alertRuleSchema },
  },
  "GET /alerts/channels": {
    summary: "Alert channels by name, without their secrets",
    query: gateListQuerySchema,
    answers: { 200: pageOf(alertChannelSchema) },
  },
  "GET /alerts/channels/{name}": {
    summary: "One alert channel, without its secret",
    query: noQuery,
    answers: { 200: alertChannelSchema },
  },
  "PUT /alerts/channels/{name}": {
    summary: "Creates an alert channel or replaces it; a secret that is left out is kept",
    query: noQuery,
    body: putAlertChannelSchema,
    answers: { 200: alertChannelSchema, 201: alertChannelSchema },
  },
  "DELETE /alerts/channels/{name}": {
    summary: "Deletes an alert channel that no rule tells",
    query: noQuery,
    answers: { 204: null },
  },
  "POST /alerts/channels/{name}/test": {
    summary: "Sends a test message at once and answers what came of it",
    query: noQuery,
    body: z.strictObject({}),
    isBodyOptional: true,
    creates: true,
    answers: { 200: testResultSchema },
  },
  "GET /alerts/deliveries": {
    summary: "Messages that were sent or are to be sent, newest first",
    query: deliveryListQuerySchema,
    answers: { 200: pageOf(deliverySchema) },
  },
  "POST /alerts/deliveries/{id}/retry": {
    summary: "Sends a message again that was given up or passed over",
    query: noQuery,
    body: z.strictObject({}),
    isBodyOptional: true,
    creates: true,
    answers: { 200: deliverySchema },
  },
} as const satisfies Record<string, Operation>;
