/** `handover/client`: the API of a Handover server, typed; small, and without dependencies. */
export { createClient } from './create-client.ts'
export type { Client, HistoryQuery, ListQuery, ProcessListQuery, TaskListQuery } from './create-client.ts'
export type { CallOptions, ClientOptions } from './request.ts'
export { ApiError, isApiError } from './api-error.ts'
export type {
  CancelBody,
  CommandBody,
  Flow,
  FlowDetail,
  Form,
  HistoryEvent,
  Me,
  Page,
  Permit,
  Person,
  Picture,
  Problem,
  Process,
  ProcessDetail,
  ProcessRef,
  ProcessStatus,
  ProcessTask,
  Shape,
  StartBody,
  StartForm,
  StartNode,
  Task,
  TaskCommand,
  TaskDetail,
  TaskListName,
  TaskStatus,
} from '../http/wire.ts'
