import { writeFile } from 'node:fs/promises'
import { error } from '../errors.ts'
import { nearest } from '../flow/nearest.ts'
import type { FrozenFlow } from '../flow/define-flow.ts'
import { configOption, type Command } from './command.ts'
import { loadConfig, type LoadedConfig } from './load-config.ts'

/** `handover draw`: the picture of a flow as SVG. Needs no database. */
export const draw: Command = {
  about: 'prints the picture of a flow as SVG',
  subject: { name: 'flow' },
  options: {
    out: { type: 'string', takes: 'a file', about: 'writes it there instead' },
    config: configOption,
  },
  async run({ subjects, options }) {
    const flow = flowOf(await loadConfig(options['config'] as string | undefined), subjects[0])
    // Only drawing needs the layout, which takes longer to load than all the rest.
    const { layoutPicture, svgOf } = await import('../notation/index.ts')
    const picture = svgOf(await layoutPicture(flow), { title: flow.title })
    if (options['out'] === undefined) return void process.stdout.write(picture)
    await writeTo(String(options['out']), picture)
  },
}

function flowOf({ flows }: LoadedConfig, name: string | undefined): FrozenFlow {
  const known = [...flows.keys()]
  if (name === undefined)
    throw error('OPTION_INVALID', { option: '<flow>', value: undefined, expected: `one of: ${known.join(', ')}` })
  const flow = flows.get(name)
  if (flow === undefined) throw error('FLOW_UNKNOWN', { flow: name, near: nearest(name, known) })
  return flow
}

async function writeTo(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (cause) {
    throw error('OPTION_INVALID', { option: '--out', value: file, expected: 'a file that can be written' }, { cause })
  }
  console.log(`Wrote ${file}.`)
}
