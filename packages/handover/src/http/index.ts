/** `handover/http`: the API as one handler, and the schemas of what it takes and answers. */
export { createApi } from './create-api.ts'
export type { Api, ApiOptions, Desk } from './create-api.ts'
export { listen } from './listen.ts'
export type { Listening, ListenOptions } from './listen.ts'
export type { Users } from './people.ts'
export * as wire from './wire.ts'
