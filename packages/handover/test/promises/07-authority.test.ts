/** Random people, random work, every command: who may not see it learns nothing, who may not do it changes nothing. */
import type { Actor, ErrorCode, Task } from 'handover'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { broken } from './authority/flows.ts'
import {
  isQueued,
  mayProcess,
  mayStart,
  mayTask,
  seesProcess,
  seesTask,
  taskCommands,
  type Asked,
  type Seen,
  type Verdict,
} from './authority/rules.ts'
import { anyOffer, bodyOf, codeIn, codeOf, goOn, openWorld, type World } from './authority/world.ts'
import { statusOf } from '../../src/http/problem.ts'
import { databases } from './databases.ts'
import { oneOf, randomOf } from './shuffle.ts'

interface Outcome {
  readonly status: number
  /** Null when it was done. */
  readonly code: ErrorCode | null
}
/** Known only under the lock: what may be offered is refused with these when it comes to it, and nothing else. */
const underTheLock = ['UNDO_LATER_FIRST', 'SEND_BACK_NOWHERE', 'NOT_UNDER_WAY', 'BRANCH_CLOSED', 'ARTIFACT_GONE']
const seed = Number(process.env['HANDOVER_SEED'] ?? 7)
const rounds = Number(process.env['HANDOVER_ROUNDS'] ?? 150)

describe.each(databases)('authority of random people over random work, on %s', (database) => {
  const random = randomOf(seed)
  let world: World
  beforeAll(async () => {
    world = await openWorld(database, random)
    broken.isOn = true
    for (let i = 0; i < 12; i++) {
      const [flow, by] = [i % 2 === 0 ? 'east' : 'west', oneOf(world.people, random)]
      const atDock = i % 6 === 0
      await world.driver.start(flow, atDock ? 'atDock' : 'start', atDock ? { gates: 1 } : anyOffer(random), {
        by: { ...by, permissions: [`${flow}.start`] },
      })
    }
    for (let i = 0; i < 60; i++) await goOn(world, random)
  })
  afterAll(async () => {
    broken.isOn = false
    await world?.close()
  })

  const allSeen = async (): Promise<readonly Seen[]> => {
    const { items } = await world.driver.handover.processes.list({ limit: 200 })
    return Promise.all(items.map(({ id }) => world.seen(id)))
  }
  /** Gives it, and compares the answer with the verdict; what is refused leaves every row as it was. */
  async function give(verdict: Verdict, says: object, attempt: () => Promise<Outcome>) {
    const before = await world.driver.dump()
    const { status, code } = await attempt()
    const told = { ...says, verdict, status, code }
    const expected = { hidden: [404], refused: [403], unfit: [409], may: [200, 201, 202, 409] }[verdict]
    expect(expected.includes(status) || told).toBe(true)
    if (code === null) await world.driver.idle()
    else expect({ ...told, ...(await world.driver.dump()) }).toEqual({ ...told, ...before })
    return code
  }
  const agree = (says: object, found: object) => (expected: object) =>
    expect({ ...says, ...found }).toEqual({ ...says, ...expected })
  const over = async (by: Actor, path: string, body: unknown = {}): Promise<Outcome> => {
    const answer = await world.ask(by, path, body)
    return { status: answer.status, code: answer.status < 400 ? null : answer.body.code }
  }
  const inCode = async (attempt: Promise<unknown>): Promise<Outcome> => {
    const code = await codeOf(attempt)
    return { status: code === null ? 200 : statusOf({ code, details: {} }), code }
  }

  /** Half of the time something that may well succeed, else people, tasks and commands that seldom fit. */
  function anyAsked(all: readonly Seen[]): { readonly seen: Seen; readonly task: Task; readonly asked: Asked } {
    const isLikely = random() < 0.5
    for (let tries = 0; ; tries++) {
      const seen = oneOf(all, random)
      const task = oneOf(seen.tasks, random)
      const by = oneOf(world.people, random)
      const command = oneOf(taskCommands, random)
      const asked = { by, command, to: random() < 0.5 ? by.id : `u${Math.floor(random() * 10)}` }
      if (!isLikely || tries > 500 || task.can(command, by, { to: asked.to }).allowed) return { seen, task, asked }
    }
  }

  async function commandATask(): Promise<void> {
    const { seen, task, asked } = anyAsked(await allSeen())
    const { by } = asked
    const verdict = mayTask(asked, task, seen)
    const says = {
      by,
      command: asked.command,
      to: asked.to,
      node: task.node,
      status: task.status,
      flow: task.process.flow,
      audience: task.audience,
      owner: task.owner,
    }
    const isPerson = asked.command === 'assign' || asked.command === 'reassign'
    const permit = codeIn(task.can(asked.command, by, isPerson ? { to: asked.to } : {}))
    const detail = await world.ask(by, `tasks/${task.id}`)
    const isTold = detail.status === 200 && (!isPerson || asked.to === by.id)
    agree(says, { read: detail.status, can: isTold ? codeIn(detail.body.can[asked.command]) : permit })({
      read: seesTask(by, task, seen) ? 200 : 404,
      can: permit,
    })
    const code = await give(verdict, says, () => wayOf(asked, task))
    // List and door: what is offered is done, what is refused is refused with the same code.
    const refusals = verdict === 'hidden' ? ['TASK_NOT_FOUND'] : permit === null ? [null, ...underTheLock] : [permit]
    agree(says, { code })({ code: expect.toBeOneOf(refusals) })
  }

  /** By the API, as one of several, or in code. */
  async function wayOf(asked: Asked, task: Task): Promise<Outcome> {
    const { by, command } = asked
    const body = bodyOf(asked, task, random)
    const inBulk = ['assign', 'unassign', 'reassign', 'cancel', 'undo', 'revive', 'retry', 'skip']
    const way = random()
    if (way < 0.6) return over(by, `tasks/${task.id}/${command}`, body)
    if (way < 0.8 || !inBulk.includes(command)) return inCode(task.do(command, { by, ...body }))
    const { body: answer } = await world.ask(by, 'tasks/bulk', { command, tasks: [task.id], ...body })
    const problem = answer.refused[0]?.problem
    return problem === undefined ? { status: 200, code: null } : { status: problem.status, code: problem.code }
  }

  async function commandAProcess(): Promise<void> {
    const seen = oneOf(await allSeen(), random)
    const by = oneOf(world.people, random)
    const command = oneOf(['cancel', 'suspend', 'resume', 'suspend', 'resume'] as const, random)
    const verdict = mayProcess(by, seen)
    const { id, flow } = seen.process
    const permit = codeIn(seen.process.can(command, by))
    const code = await give(verdict, { by, command, flow }, async () => {
      if (random() < 0.6) return over(by, `processes/${id}/${command}`)
      return inCode(world.driver.handover.processes[command](id, { by }))
    })
    expect(code).toBe(verdict === 'hidden' ? 'PROCESS_NOT_FOUND' : permit)
  }

  async function start(): Promise<void> {
    const by = oneOf(world.people, random)
    const [flow, node] = [oneOf(['east', 'west'], random), oneOf(['start', 'byGroup'], random)]
    const input = anyOffer(random)
    await give(mayStart(by, flow, node), { by, flow, node }, () => over(by, `flows/${flow}/starts/${node}`, { input }))
    expect((await over(by, 'flows/errand/starts/start', { input: {} })).code).toBe('NODE_NOT_STARTABLE')
  }

  async function publish(): Promise<void> {
    const by = oneOf(world.people, random)
    const [flow, kind] = [oneOf(['east', 'west'], random), oneOf(['messages', 'signals'], random)]
    const verdict = by.permissions.includes(`${flow}.messages`) ? 'may' : 'refused'
    await give(verdict, { by, flow, kind }, () => over(by, `${kind}/${flow}.collected`, {}))
  }

  /** What could not be delivered belongs to those who manage the process that it is about, and a message to nobody. */
  async function settle(): Promise<void> {
    const seen = oneOf(await allSeen(), random)
    // Half of the time somebody who sees the process, which few do.
    const sighted = world.people.filter((person) => random() < 0.5 || seesProcess(person, seen))
    const by = oneOf(sighted.length > 0 ? sighted : world.people, random)
    const { id } = seen.process
    const task = oneOf(seen.tasks, random).id
    const about = {
      childEnded: { task },
      cancelProcess: { process: id },
      hook: { event: { process: id } },
      message: {},
    }
    const kind = oneOf(Object.keys(about) as (keyof typeof about)[], random)
    const incident = await world.die(kind, about[kind])
    const verdict = kind === 'message' ? 'hidden' : mayProcess(by, seen)
    const listed = (await world.ask(by, 'incidents?limit=200')).body.items.map((each: { id: string }) => each.id)
    agree({ by, kind }, { isListed: listed.includes(incident) })({ isListed: verdict === 'may' })
    const deed = verdict === 'may' ? 'drop' : oneOf(['drop', 'retry'], random)
    const code = await give(verdict, { by, kind }, () => over(by, `incidents/${incident}/${deed}`))
    const refusals = { hidden: 'INCIDENT_NOT_FOUND', refused: 'PERMISSION_MISSING', unfit: '', may: null }
    agree({ by, kind }, { code })({ code: refusals[verdict] })
  }

  /** Every page that reads: what is not in sight does not exist, and the lists hold what may be opened. */
  async function look(): Promise<void> {
    const by = oneOf(world.people, random)
    const all = await allSeen()
    const inSight = all.filter((seen) => seesProcess(by, seen)).map(({ process }) => process.id)
    const listed = (await world.ask(by, 'processes?limit=200')).body.items.map(({ id }: { id: string }) => id)
    expect({ by, listed: listed.toSorted() }).toEqual({ by, listed: inSight.toSorted() })
    const queue = (await world.ask(by, 'tasks?list=queue&limit=200')).body.items.map(({ id }: { id: string }) => id)
    const queued = all.flatMap(({ tasks }) => tasks.filter((task) => isQueued(by, task)))
    expect({ by, queue: queue.toSorted() }).toEqual({ by, queue: queued.map(({ id }) => id).toSorted() })
    const seen = oneOf(all, random)
    const { id } = seen.process
    const status = inSight.includes(id) ? 200 : 404
    for (const page of ['', '/history', '/children'])
      expect({ by, page, status: (await world.ask(by, `processes/${id}${page}`)).status }).toEqual({
        by,
        page,
        status,
      })
    expect(await codeOf(world.driver.handover.processes.artifact(id, { by }))).toBe(
      status === 200 ? null : 'PROCESS_NOT_FOUND',
    )
    if (status === 404) return
    const { tasks, children, parent } = (await world.ask(by, `processes/${id}`)).body
    for (const { id: child } of children) expect(inSight).toContain(child)
    const caller = all.find(({ process }) => process.id === parent?.process.id)
    const calling = caller?.tasks.find((task) => task.id === parent.task)
    expect(calling === undefined || seesTask(by, calling, caller!)).toBe(true)
    for (const task of seen.tasks) {
      const shown = tasks.find((each: { id: string }) => each.id === task.id)
      const may = taskCommands.filter((command) => task.can(command, by).allowed)
      const early = ['add', 'finish']
      expect(shown.may.filter((command: string) => !early.includes(command)).toSorted()).toEqual(
        may.filter((command) => !early.includes(command)).toSorted(),
      )
      for (const command of shown.may) expect(mayTask({ by, command, to: by.id }, task, seen)).toBe('may')
    }
  }

  test(
    'agrees with the rules at every step',
    async () => {
      for (let round = 0; round < rounds; round++) {
        const dice = random()
        if (dice < 0.6) await commandATask()
        else if (dice < 0.68) await commandAProcess()
        else if (dice < 0.72) await start()
        else if (dice < 0.75) await publish()
        else if (dice < 0.84) await settle()
        else if (dice < 0.91) await look()
        else await goOn(world, random)
      }
      expect(world.failures).toEqual([])
    },
    rounds * 400,
  )
})
