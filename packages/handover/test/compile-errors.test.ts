/** What the compiler says about common mistakes: each error stands at its own line and can be read as a sentence. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const mistakes = {
  'a wrong target': {
    line: "start: n.start({ fields: ['message'] }).next('aprove'),",
    says: "'start' leads to 'aprove', which this flow does not declare",
  },
  'a wrong way of an if': {
    line: "check: n.if(() => true).yes('done').no('doone'),",
    says: "'check' leads to 'doone', which this flow does not declare",
  },
  'a wrong target of a boundary': {
    line: "late: n.view({ fields: [] }).onTimeout('1 h', 'remnid').next('done'),",
    says: "'late' leads to 'remnid', which this flow does not declare",
  },
  'a wrong node of a milestone': {
    line: "open: n.view({ fields: [] }).while(['late', 'laet']).next('done'),",
    says: "'open' names 'laet', which this flow does not declare",
  },
  'items that a branch does not take': {
    line: "fork: n.split().next('print', { each: () => [1, 2] }),",
    says: "'fork' gives 'print' items that its n.item(…) does not take",
  },
  'a wrong input of a called process': {
    line: "call: n.subprocess(hello, { start: 'fromCode', input: () => ({ txt: '' }) }).next('done'),",
    says: "Type '{ txt: string; }' is not assignable to type 'MaybePromise<{ text: string; }>'",
  },
  'a wrong field of a record': {
    line: "edit: n.view({ update: parcel, fields: ['adress'] }).next('done'),",
    says: `Type '"adress"' is not assignable to type '"address"'`,
  },
  'a wrong field of a start': {
    line: "start2: n.start({ fields: ['message', 'aproved'] }).next('done'),",
    says: `Type '"aproved"' is not assignable to type '"approved" | "message"'. Did you mean '"approved"'?`,
  },
  'a wrong field of a view': {
    line: "work: n.view({ fields: ['mesage'] }).next('done'),",
    says: `Type '"mesage"' is not assignable to type '"approved" | "message"'. Did you mean '"message"'?`,
  },
  'an empty required key': {
    line: "start3: n.start({ fields: ['approved'] }).next('done'),",
    says: "the data needs 'message': name it in fields, or give it .optional() or .default()",
  },
  'an unknown key in a condition': {
    line: "check2: n.if((visit) => visit.process.data.aproved).yes('done').no('done'),",
    says: "Property 'aproved' does not exist on type '{ message: string; approved: boolean; }'",
  },
  'a wrong option of an own kind': {
    line: "vote: n.use(vote, { voters: (visit) => visit.process.data.bord, quorum: 1 }).next('done'),",
    says: "Property 'bord' does not exist",
  },
  'a wrong input': {
    line: "await handover.start(hello, 'fromCode', { text: 1 })",
    says: "Type 'number' is not assignable to type 'string'",
  },
  'a missing input': {
    line: "await handover.start(hello, 'start', {})",
    says: "Property 'message' is missing",
  },
  'an input of another start': {
    line: "await handover.start(hello, 'start', { text: 'Hello' })",
    says: "'text' does not exist in type",
  },
  'starting an end': {
    line: "await handover.start(hello, 'done', undefined)",
    says: `'"done"' is not assignable to parameter of type '"fromCode" | "start"'`,
  },
  'starting an unknown node': {
    line: "await handover.start(hello, 'begin', {})",
    says: `'"begin"' is not assignable to parameter of type '"fromCode" | "start"'`,
  },
  'completing a start': {
    line: "await handover.complete(hello, 'start', 'id', { message: '' })",
    says: `'"start"' is not assignable to parameter of type '"approve"'`,
  },
}
type Mistake = keyof typeof mistakes
const at = (mistake: Mistake) => mistakes[mistake].line

const fixture = `
import { z } from 'zod'
import { artifact, flow, kind, type Handover, type Options, type Visit } from 'handover'

interface Vote<Data> { voters: (visit: Visit<Data>) => string[]; quorum: number }
interface VoteOptions extends Options { options: Vote<this['data']> }
declare const behaviour: any
const vote = kind<VoteOptions, 'human', { yes: boolean }>(behaviour)
const data = z.object({ message: z.string(), approved: z.boolean().default(false) })
const hello = flow('hello', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('approve'),
    fromCode: n.startHandle(z.object({ text: z.string() }), (input) => ({ message: input.text })).next('approve'),
    approve: n.view({ fields: ['approved'] }).next('done'),
    done: n.end(),
  }),
})
export const dangling = flow('dangling', {
  data,
  nodes: (n) => ({
    ${at('a wrong target')}
    approve: n.view({ fields: ['approved'] }).next('check'),
    ${at('a wrong way of an if')}
    done: n.end(),
  }),
})
const parcel = artifact('parcel', { schema: z.object({ address: z.string() }), load: () => undefined })
export const more = flow('more', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('late'),
    ${at('a wrong target of a boundary')}
    ${at('a wrong node of a milestone')}
    ${at('items that a branch does not take')}
    print: n.item(z.string()).manual().next('done'),
    done: n.end(),
  }),
})
export const calls = flow('calls', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('call'),
    ${at('a wrong input of a called process')}
    ${at('a wrong field of a record')}
    done: n.end(),
  }),
})
export const fields = flow('fields', {
  data,
  nodes: (n) => ({
    start: n.start({ fields: ['message'] }).next('work'),
    ${at('a wrong field of a start')}
    ${at('an empty required key')}
    ${at('a wrong field of a view')}
    ${at('an unknown key in a condition')}
    ${at('a wrong option of an own kind')}
    done: n.end(),
  }),
})
export async function run(handover: Handover) {
  ${at('a wrong input')}
  ${at('a missing input')}
  ${at('an input of another start')}
  ${at('starting an end')}
  ${at('starting an unknown node')}
  ${at('completing a start')}
}
`

let folder: string
let errors: readonly { readonly line: string; readonly message: string }[]

beforeAll(async () => {
  // Inside the package, so that 'handover' is found by its own name, as its users find it.
  folder = await mkdtemp(join(dirname(fileURLToPath(import.meta.url)), 'compile-'))
  await writeFile(join(folder, 'mistakes.ts'), fixture)
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ extends: '../../../../tsconfig.base.json', include: ['*.ts'] }),
  )
  errors = errorsOf(await compile(folder))
}, 120_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

test.each(Object.entries(mistakes))('%s is refused at its own line, with a readable sentence', (_, { line, says }) => {
  const messages = errors.filter((error) => error.line === line).map((error) => error.message)
  expect(messages.join('\n')).toContain(says)
})

test('nothing else is refused', () => {
  const lines = Object.values(mistakes).map(({ line }) => line)
  expect(errors.filter((error) => !lines.includes(error.line))).toEqual([])
})

test('each mistake is one error', () => {
  expect(errors.map((error) => error.line)).toEqual([...new Set(errors.map((error) => error.line))])
})

/** What the compiler prints about a project. */
function compile(project: string): Promise<string> {
  const compiler = createRequire(import.meta.url).resolve('typescript/package.json')
  return new Promise((resolve, reject) => {
    const args = [join(dirname(compiler), 'bin/tsc'), '--pretty', 'false', '-p', project]
    execFile(process.execPath, args, { maxBuffer: 1e7 }, (failure, stdout, stderr) => {
      if (failure !== null && stdout === '') reject(new Error(stderr, { cause: failure }))
      else resolve(stdout)
    })
  })
}

/** Every error with the text of its line; what is indented below explains it. */
function errorsOf(output: string): { line: string; message: string }[] {
  const lines = fixture.split('\n')
  const found: { line: string; message: string }[] = []
  for (const text of output.split('\n').filter((each) => each !== '')) {
    const [, file, number, message] = /^(\S.*?)\((\d+),\d+\): error (.*)$/.exec(text) ?? []
    if (message === undefined) found.at(-1)!.message += `\n${text}`
    else found.push({ line: file!.endsWith('mistakes.ts') ? lines[Number(number) - 1]!.trim() : file!, message })
  }
  return found
}
