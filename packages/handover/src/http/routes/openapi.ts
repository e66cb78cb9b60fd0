import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { z } from 'zod'
import type { FrozenFlow } from '../../flow/define-flow.ts'
import type { Handover } from '../../runtime/handover.ts'
import { labelled, schemaOfForm } from '../form.ts'
import * as wire from '../wire.ts'
import * as lists from '../wire-lists.ts'
import { json, problems, type Env } from './describe.ts'

const readDocument = createRoute({
  method: 'get',
  path: '/api/openapi.json',
  operationId: 'openapi',
  summary: 'This document',
  responses: { 200: json(z.record(z.string(), z.unknown()), 'OpenAPI 3.1.'), ...problems() },
})
const place = '#/components/schemas/'

/** `api/openapi.json`: every endpoint, and the input of every start and task of the flows. */
export function openapiRoutes(app: OpenAPIHono<Env>, handover: Handover, basePath: string): void {
  let document: Record<string, unknown> | undefined
  app.openapi(readDocument, (c) => c.json((document ??= documentOf(app, handover, basePath)), 200))
}

function documentOf(app: OpenAPIHono<Env>, handover: Handover, basePath: string): Record<string, unknown> {
  const {
    components,
    webhooks: _none,
    ...document
  } = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Handover',
      version: '1',
      description: 'Work that is handed from person to person. Refusals are problems (RFC 9457) with a stable `code`.',
    },
    servers: [{ url: basePath === '' ? '/' : basePath }],
  })
  // Instead of the generated ones, which let a nullable reference change the schema that it refers to.
  const inputs = [...handover.flows.values()].flatMap(inputsOf)
  return { ...document, components: { ...components, schemas: { ...nounSchemas(), ...Object.fromEntries(inputs) } } }
}

/** The nouns of wire.ts by their ids. */
function nounSchemas(): Record<string, object> {
  const nouns = z.registry<{ id: string }>()
  for (const noun of Object.values({ ...wire, ...lists })) {
    const id = noun instanceof z.ZodType ? noun.meta()?.id : undefined
    if (id !== undefined) nouns.add(noun as z.ZodType, { id })
  }
  const { schemas } = z.toJSONSchema(nouns, { io: 'input', target: 'draft-2020-12', uri: (id) => `${place}${id}` })
  return Object.fromEntries(Object.entries(schemas).map(([id, { $schema: _s, $id: _i, ...schema }]) => [id, schema]))
}

/** `leave-request.approve`: what the form of that node takes as `input`. */
function inputsOf(flow: FrozenFlow): [string, object][] {
  return Object.values(flow.graph).flatMap((node): [string, object][] => {
    const schema = schemaOfForm(flow, node)
    if (schema === null) return []
    const name = `${flow.name}.${node.name}`
    const { $schema: _, ...input } = labelled(schema, 'draft-2020-12')
    return [[name, rebased({ ...input, description: `Input of '${node.title}' in flow '${flow.title}'.` }, name)]]
  })
}

/** References inside a schema count from where it stands in the document. */
function rebased(schema: object, name: string): object {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? value.replace(/^#/, `${place}${name}`) : value,
  )
  return JSON.parse(text) as object
}
