/**
 * What travels between server and client: one schema for each noun, from which the OpenAPI document, the checks of
 * requests and the types of the client are made. Times are ISO 8601 in UTC.
 */
export * from './wire-artifact.ts'
export * from './wire-basics.ts'
export * from './wire-bodies.ts'
export * from './wire-event.ts'
export * from './wire-flow.ts'
export * from './wire-form.ts'
export * from './wire-incident.ts'
export * from './wire-live.ts'
export * from './wire-me.ts'
export * from './wire-page.ts'
export * from './wire-picture.ts'
export * from './wire-process.ts'
export * from './wire-task.ts'
