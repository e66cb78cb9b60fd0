import { configOption, flowOption, jsonOption, type Command } from './command.ts'
import { withHandover } from './open-handover.ts'
import { readChoices, readMoment, readText } from './read-option.ts'
import { error } from '../errors.ts'
import { count, momentOf, progressBeside, writeJson } from './write-out.ts'

/** `handover prune`: removes what has ended long ago. */
export const prune: Command = {
  about: 'removes processes that have ended, with their tasks and their history, for good',
  options: {
    before: {
      type: 'string',
      takes: 'a day or a moment',
      about: 'those that had ended before it; midnight UTC of a day',
    },
    flow: flowOption,
    status: { type: 'string', takes: 'done, canceled, failed', about: 'only those that ended so; several with commas' },
    'dry-run': { type: 'boolean', about: 'counts what would go and removes nothing' },
    json: jsonOption,
    config: configOption,
  },
  async run({ options }) {
    const before = readMoment(options, 'before')
    if (before === undefined)
      throw error('OPTION_INVALID', { option: '--before', value: undefined, expected: 'a day such as 2026-01-01' })
    if (before > new Date())
      throw error('OPTION_INVALID', { option: '--before', value: options['before'], expected: 'a day in the past' })
    const status = readChoices(options, 'status', ['done', 'canceled', 'failed'])
    const flow = readText(options, 'flow')
    const dryRun = options['dry-run'] === true
    await withHandover(options['config'], async ({ processes, store }) => {
      const progress = progressBeside(options['json'] === true)
      const pruned = await processes.prune({
        before,
        dryRun,
        ...(flow === undefined ? {} : { flow }),
        ...(status === undefined ? {} : { status }),
        onProgress: (far) =>
          progress.tell(`${count(far.processes, 'process', 'processes')}, up to ${momentOf(far.upTo)}`),
      })
      progress.end()
      if (options['json']) return writeJson({ place: store.place, before: before.toISOString(), dryRun, ...pruned })
      const what = `${count(pruned.processes, 'process', 'processes')}, ${count(pruned.tasks, 'task')}, ${count(pruned.events, 'event')}`
      console.log(`${dryRun ? 'Would be removed from' : 'Removed from'} ${store.place}: ${what}.`)
    })
  },
}
