import type { Task } from '../runtime/handover.ts'
import { configOption, flowOption, jsonLinesOption, type Command } from './command.ts'
import { findIncidents, type Found } from './find-incidents.ts'
import { withHandover } from './open-handover.ts'
import { readText } from './read-option.ts'
import { settling } from './settle-incidents.ts'
import { momentOf, writeJson, writeTable } from './write-out.ts'

/** `handover incidents`: what needs an operator, and what can be done about it. */
export const incidents: Command = {
  about: 'lists what needs an operator: tasks in error, and what could not be delivered',
  options: { flow: flowOption, json: jsonLinesOption, config: configOption },
  commands: {
    retry: settling('retry', 'tries a task or a delivery again'),
    skip: settling('skip', 'goes on as if a task in error had been done'),
    cancel: settling('cancel', 'cancels a task in error'),
    drop: settling('drop', 'gives a delivery up for good'),
  },
  async run({ options }) {
    await withHandover(options['config'], async (handover) => {
      const all: Found[] = []
      for await (const each of findIncidents(handover, readText(options, 'flow'))) all.push(each)
      if (options['json']) return all.forEach((each) => writeJson(factsOf(each)))
      if (all.length === 0) return console.log('Nothing needs an operator.')
      writeTable(['INCIDENT', 'PROCESS', 'FLOW', 'WHERE', 'SINCE', 'WHY'], all.map(cellsOf))
    })
  },
}

const messageOf = ({ error }: Task) => error?.message ?? ''

function factsOf(found: Found): object {
  if (found.sort === 'task') {
    const { id, task, since } = found
    const { process, node, title } = task
    const of = { id: process.id, number: process.number, flow: process.flow }
    return {
      id,
      sort: 'task',
      process: of,
      node,
      title,
      code: task.error?.code ?? null,
      message: messageOf(task),
      since,
    }
  }
  const { id, incident, process } = found
  const of = process && { id: process.id, number: process.number, flow: process.flow }
  const { kind, attempts, error: message, createdAt: since } = incident
  return { id, sort: 'delivery', process: of, kind, attempts, message, since }
}

function cellsOf(found: Found): readonly string[] {
  if (found.sort === 'task') {
    const { task, since } = found
    return [task.id, `#${task.process.number}`, task.process.flow, task.node, momentOf(since), messageOf(task)]
  }
  const { incident, process } = found
  const of = [process === null ? '' : `#${process.number}`, process?.flow ?? '']
  return [incident.id, ...of, `(${incident.kind})`, momentOf(incident.createdAt), incident.error]
}
