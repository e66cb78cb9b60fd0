import { afterAll, beforeAll, expect, test } from 'vitest'
import { processCommandNames, taskCommandNames } from '../../src/engine/command.ts'
import { openApprovals, type Approvals } from './approval.ts'

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters?: { readonly name: string; readonly in: string; readonly required: boolean }[]
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> }
  readonly responses: Record<
    string,
    { readonly description: string; readonly content: Record<string, { readonly schema: object }> }
  >
}

let approvals: Approvals
let document: any
let operations: { readonly path: string; readonly method: string; readonly operation: Operation }[]
beforeAll(async () => {
  approvals = await openApprovals({ basePath: '/flow' })
  document = (await approvals.ask('anna', 'GET', 'flow/api/openapi.json')).body
  operations = Object.entries<Record<string, Operation>>(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
})
afterAll(() => approvals.close())

test('the document is OpenAPI 3.1 and names where the API is mounted', () => {
  expect(document.openapi).toBe('3.1.0')
  expect(document.info).toMatchObject({ title: 'Handover', version: expect.any(String) })
  expect(document.servers).toEqual([{ url: '/flow' }])
})

test('every endpoint is in it', () => {
  expect(operations.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'get /api/me',
    'get /api/flows',
    'get /api/flows/{flow}',
    'get /api/flows/{flow}/starts/{node}',
    'post /api/flows/{flow}/starts/{node}',
    'get /api/tasks',
    'get /api/tasks/count',
    'get /api/tasks/{id}',
    'post /api/tasks/bulk',
    ...taskCommandNames.map((command) => `post /api/tasks/{id}/${command}`),
    'get /api/processes',
    'get /api/processes/counts',
    'get /api/processes.csv',
    'get /api/flows/{flow}/board',
    'get /api/processes/{id}',
    'get /api/processes/{id}/history',
    'get /api/processes/{id}/children',
    ...processCommandNames.map((command) => `post /api/processes/{id}/${command}`),
    'post /api/messages/{name}',
    'post /api/signals/{name}',
    'get /api/live',
    'get /api/incidents',
    'post /api/incidents/{id}/retry',
    'post /api/incidents/{id}/drop',
    'get /api/users',
    'get /api/openapi.json',
  ])
})

/** What is not JSON, by its operation. */
const others: Record<string, string> = { exportProcesses: 'text/csv', live: 'text/event-stream' }

test('every endpoint has a name of its own, a sentence, an answer, and its problems', () => {
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length)
  for (const { operation } of operations) {
    expect(operation.summary).not.toBe('')
    expect(Object.keys(operation.responses).some((status) => status.startsWith('2'))).toBe(true)
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['401', '500', '503']))
    for (const [status, { description, content }] of Object.entries(operation.responses)) {
      expect(description).not.toBe('')
      const answer = others[operation.operationId] ?? 'application/json'
      expect(Object.keys(content)).toEqual([status.startsWith('2') ? answer : 'application/problem+json'])
    }
  }
})

test('every parameter of a path is described, and every write has a body', () => {
  for (const { path, method, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const described = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path')
    expect(described.map((parameter) => parameter.name)).toEqual(inPath)
    expect(described.every((parameter) => parameter.required)).toBe(true)
    expect(operation.requestBody !== undefined).toBe(method === 'post')
  }
})

test('a command says who may give it, and its body what has to be sent', () => {
  const bodyOf = (command: string) => {
    const { operation } = operations.find(({ path }) => path === `/api/tasks/{id}/${command}`)!
    const { $ref } = operation.requestBody!.content['application/json']!.schema as { $ref: string }
    return document.components.schemas[$ref.split('/').at(-1)!]
  }
  for (const command of taskCommandNames) {
    const { operation } = operations.find(({ path }) => path === `/api/tasks/{id}/${command}`)!
    expect(operation).toHaveProperty('description')
    expect(bodyOf(command).additionalProperties).toBe(false)
  }
  expect([bodyOf('skip').required, bodyOf('sendBack').required]).toEqual([['note'], ['note']])
  expect([bodyOf('move').required, bodyOf('reassign').required]).toEqual([['to'], ['to']])
  expect(bodyOf('reschedule').required).toEqual(['at'])
  expect(bodyOf('cancel').required).toBeUndefined()
})

test('every write may carry an idempotency key, and says when its answer is that of a repeat', () => {
  const isWrite = ({ method }: { readonly method: string }) => method === 'post'
  const keys = operations.flatMap(({ operation, ...at }) =>
    (operation.parameters ?? []).filter((each) => each.in === 'header').map((header) => ({ ...at, header })),
  )
  const header = { name: 'Idempotency-Key', required: false, description: expect.any(String) }
  expect(keys).toMatchObject(operations.filter(isWrite).map(({ method, path }) => ({ method, path, header })))
  const replays = operations.map(({ operation: { responses } }) => {
    const [, done] = Object.entries(responses).find(([status]) => status.startsWith('2'))!
    return Object.keys((done as { readonly headers?: object }).headers ?? {})
  })
  expect(replays).toEqual(operations.map(({ method }) => (method === 'post' ? ['Idempotency-Replayed'] : [])))
  // Of many tasks each is refused by itself.
  const writes = operations.filter(({ method, operation }) => method === 'post' && operation.operationId !== 'bulk')
  expect(writes.every(({ operation }) => '422' in operation.responses)).toBe(true)
})

test('every reference leads somewhere', () => {
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference!)
  expect(references.length).toBeGreaterThan(50)
  const lost = references.filter((reference) => {
    const steps = reference.replace(/^#\//, '').split('/')
    return steps.reduce<any>((value, step) => value?.[step], document) === undefined
  })
  expect([...new Set(lost)]).toEqual([])
})

test('what may be null says so without changing the noun', () => {
  expect(document.components.schemas.Person.type).toBe('object')
  expect(document.components.schemas.Task.properties.owner.anyOf).toEqual([
    { $ref: '#/components/schemas/Person' },
    { type: 'null' },
  ])
})

test('the inputs of the flows are described', () => {
  expect(document.components.schemas['approval.start']).toMatchObject({
    type: 'object',
    properties: { message: { type: 'string', title: 'Message', maxLength: 20 } },
    required: ['message'],
  })
  expect(document.components.schemas['approval.approve'].properties.approved).toMatchObject({ type: 'boolean' })
  expect(document.components.schemas).not.toHaveProperty(['approval.startFromCode'])
})

test('what is answered is what is described', async () => {
  const { task, process } = await approvals.request()
  const answers = {
    Me: await approvals.ask('ben', 'GET', 'api/me'),
    FlowDetail: await approvals.ask('ben', 'GET', 'api/flows/approval'),
    StartForm: await approvals.ask('ben', 'GET', 'api/flows/approval/starts/start'),
    TaskDetail: await approvals.ask('ben', 'GET', `api/tasks/${task}`),
    ProcessDetail: await approvals.ask('ben', 'GET', `api/processes/${process}`),
    Problem: await approvals.ask('eve', 'GET', `api/processes/${process}`),
  }
  const { wire } = await import('handover/http')
  for (const [noun, { body }] of Object.entries(answers)) {
    const parsed = wire[noun as keyof typeof answers].safeParse(body)
    expect(parsed.error).toBeUndefined()
    expect(parsed.data).toEqual(body)
  }
})
