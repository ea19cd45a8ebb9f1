import { z } from "zod";
import { putCalendarSchema } from "@/lib/domain/schedule/calendar";
import { putWindowSchema } from "@/lib/domain/schedule/time-window";
import {
  eventCommentSchema,
  eventDetailSchema,
  eventSchema,
  putEventSchema,
} from "./event-resource";
import { gateListQuerySchema } from "./gate-resources";
import { lockDetailSchema, lockSchema, putLockSchema } from "./lock-resource";
import { messageListQuerySchema, messageSchema, replyBodySchema } from "./message-resource";
import { noQuery, type Operation, pageOf } from "./operation";
import { putQueueSchema, queueDetailSchema, queueSchema } from "./queue-resource";
import {
  calendarSchema,
  windowDetailSchema,
  windowQuerySchema,
  windowSchema,
} from "./window-resource";

/** The calls on what runs wait for: queues, locks, events, time windows, calendars and operator messages. */
export const GATE_OPERATIONS = {
  "GET /queues": {
    summary: "Queues by name, with how many runs they have",
    query: gateListQuerySchema,
    answers: { 200: pageOf(queueSchema) },
  },
  "GET /queues/{name}": {
    summary: "One queue with the runs in it",
    query: noQuery,
    answers: { 200: queueDetailSchema },
  },
  "PUT /queues/{name}": {
    summary: "Creates a queue or replaces its rules",
    query: noQuery,
    body: putQueueSchema,
    answers: { 200: queueDetailSchema, 201: queueDetailSchema },
  },
  "DELETE /queues/{name}": {
    summary: "Deletes a queue that no definition and no live run uses",
    query: noQuery,
    answers: { 204: null },
  },
  "POST /queues/{name}/{action}": {
    summary: "hold or release a queue: what runs goes on, nothing else starts",
    query: noQuery,
    body: z.strictObject({}),
    isBodyOptional: true,
    creates: true,
    answers: { 200: queueDetailSchema },
  },
  "GET /locks": {
    summary: "Locks by name, with how much of them is held",
    query: gateListQuerySchema,
    answers: { 200: pageOf(lockSchema) },
  },
  "GET /locks/{name}": {
    summary: "One lock with who holds it and who waits",
    query: noQuery,
    answers: { 200: lockDetailSchema },
  },
  "PUT /locks/{name}": {
    summary: "Creates a lock or replaces its type and size",
    query: noQuery,
    body: putLockSchema,
    answers: { 200: lockDetailSchema, 201: lockDetailSchema },
  },
  "DELETE /locks/{name}": {
    summary: "Deletes a lock that nobody refers to, holds or waits for",
    query: noQuery,
    answers: { 204: null },
  },
  "GET /events": {
    summary: "Events by name, with whether they are raised",
    query: gateListQuerySchema,
    answers: { 200: pageOf(eventSchema) },
  },
  "GET /events/{name}": {
    summary: "One event with its latest raisings and who waits",
    query: noQuery,
    answers: { 200: eventDetailSchema },
  },
  "PUT /events/{name}": {
    summary: "Creates an event or replaces its description",
    query: noQuery,
    body: putEventSchema,
    answers: { 200: eventDetailSchema, 201: eventDetailSchema },
  },
  "DELETE /events/{name}": {
    summary: "Deletes an event that nobody refers to or waits for",
    query: noQuery,
    answers: { 204: null },
  },
  "POST /events/{name}/{action}": {
    summary: "raise an event, which waits while it is raised already; or clear its current raising",
    query: noQuery,
    body: eventCommentSchema,
    isBodyOptional: true,
    creates: true,
    answers: { 200: eventDetailSchema },
  },
  "GET /windows": {
    summary: "Time windows by name, with whether they are open",
    query: gateListQuerySchema,
    answers: { 200: pageOf(windowSchema) },
  },
  "GET /windows/{name}": {
    summary: "One time window with the picture of a week",
    query: windowQuerySchema,
    answers: { 200: windowDetailSchema },
  },
  "PUT /windows/{name}": {
    summary: "Creates a time window or replaces its rules",
    query: noQuery,
    body: putWindowSchema,
    answers: { 200: windowDetailSchema, 201: windowDetailSchema },
  },
  "DELETE /windows/{name}": {
    summary: "Deletes a time window that nothing refers to",
    query: noQuery,
    answers: { 204: null },
  },
  "GET /calendars": {
    summary: "Calendars by name",
    query: gateListQuerySchema,
    answers: { 200: pageOf(calendarSchema) },
  },
  "GET /calendars/{name}": {
    summary: "One calendar",
    query: noQuery,
    answers: { 200: calendarSchema },
  },
  "PUT /calendars/{name}": {
    summary: "Creates a calendar or replaces its days",
    query: noQuery,
    body: putCalendarSchema,
    answers: { 200: calendarSchema, 201: calendarSchema },
  },
  "DELETE /calendars/{name}": {
    summary: "Deletes a calendar that nothing refers to",
    query: noQuery,
    answers: { 204: null },
  },
  "GET /messages": {
    summary: "Operator messages, newest first",
    query: messageListQuerySchema,
    answers: { 200: pageOf(messageSchema) },
  },
  "GET /messages/{id}": {
    summary: "One operator message",
    query: noQuery,
    answers: { 200: messageSchema },
  },
  "POST /messages/{id}/reply": {
    summary: "Answers an operator message, once",
    query: noQuery,
    body: replyBodySchema,
    creates: true,
    answers: { 200: messageSchema },
  },
} as const satisfies Record<string, Operation>;
